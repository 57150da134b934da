import {
  MongoClientClosedError,
  MongoDriverError,
  MongoError,
  MongoExpiredSessionError,
  MongoMissingCredentialsError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerClosedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../errors.ts";

// https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml

/**
 * DuplicateKey, WriteConflict; SnapshotTooOld, SnapshotUnavailable, StaleChunkHistory, MigrationConflict: another moment must be looked
 * at.
 */
const takenByAnother = new Set([11000, 112, 239, 246, 250, 272]);
/** NoSuchTransaction, TransactionTooOld, TransactionExceededLifetimeLimitSeconds. */
const endedOurs = new Set([251, 225, 290]);

/**
 * Codes that pass by themselves: those of MongoDB's specifications for retryable reads and writes, what ends an operation that is
 * not its own fault (the server's categories RetriableError, NetworkError, Interruption, ShutdownError, CancellationError,
 * ExceededTimeLimitError, CloseConnectionError, CursorInvalidatedError, SystemOverloadedError), what another operation holds, and a full disk.
 */
const transient = new Set([
  ...[6, 7, 89, 9001, 202], // HostUnreachable, HostNotFound, NetworkTimeout, SocketException, NetworkInterfaceExceededTimeLimit
  ...[10107, 13435, 13436, 10058, 189], // NotWritablePrimary and its kin, PrimarySteppedDown
  ...[91, 11600, 11602], // ShutdownInProgress, InterruptedAtShutdown, InterruptedDueToReplStateChange
  ...[24, 46, 50, 262, 11601], // LockTimeout, LockBusy, MaxTimeMSExpired, ExceededTimeLimit, Interrupted
  ...[43, 175, 237], // CursorNotFound, QueryPlanKilled, CursorKilled
  ...[64, 133, 134], // WriteConcernTimeout, FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet
  ...[63, 150, 234, 13388], // StaleShardVersion, StaleEpoch, RetryChangeStream, StaleConfig
  ...[365, 462], // TemporarilyUnavailable, IngressRequestRateLimitExceeded
  ...[402, 433, 449, 450], // ResourceExhausted, AdmissionQueueOverflow, RateLimitExceeded, PooledConnectionAcquisitionRejected
  ...[145, 303, 384, 398, 407], // PooledConnectionsDropped, SplitHorizonChange, ConnectionError, StreamTerminated, PooledConnectionAcquisitionExceededTimeLimit
  ...[90, 279, 281, 282, 310, 355, 453, 46841, 91331, 10045600], // CallbackCanceled, ClientDisconnect, and others that interrupt
  ...[117, 215, 216, 249, 264, 267, 314, 406, 412, 12586, 12587, 50915], // ConflictingOperationInProgress, DatabaseDropPending, ElectionInProgress, …
  14031, // OutOfDiskSpace
]);
const transientLabels = [
  ...["TransientTransactionError", "UnknownTransactionCommitResult", "RetryableWriteError"],
  ...["RetryableError", "SystemOverloadedError"],
];
const away = [
  ...[MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError, MongoTopologyClosedError],
  ...[MongoNotConnectedError, MongoClientClosedError, MongoServerClosedError, MongoExpiredSessionError],
];
/** The driver does not export these two. */
const awayByName = new Set(["MongoPoolClosedError", "MongoWaitQueueTimeoutError"]);
/** What Node says of a connection: EPIPE, ECONNRESET, ERR_STREAM_DESTROYED. The driver lets one through that meets a write. */
const ofTheConnection = /^(E[A-Z]+|ERR_(STREAM|SOCKET)_\w+)$/;

/** UserNotFound, Unauthorized, AuthenticationFailed, UserWritesBlocked, ReauthenticationRequired, AtlasError. */
const refusesUs = new Set([11, 13, 18, 371, 391, 8000]);

/**
 * MongoDB refuses this service itself, whatever it asks for. That is the configuration's fault: a service that runs waits, as for a
 * server that is away; one that starts ends.
 */
export class Refusal extends Unavailable {}

/**
 * A failure of the driver or the server, as one of the port's errors. Away is only what is known to pass by itself: what is not known is
 * not waited for.
 */
export function explain(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = { cause: error };
  const code = codeOf(error);
  const why = whyOf(error);
  if (takenByAnother.has(code)) return new Conflict("another instance was first", cause);
  if (endedOurs.has(code)) return new Conflict(`MongoDB ended our transaction: ${why}`, cause);
  if (refusesUs.has(code) || error instanceof MongoMissingCredentialsError) {
    return new Refusal(
      `MongoDB refuses this service: check user, password and rights in MONGODB_URL: ${why}`,
      cause,
    );
  }
  if (isAway(error)) return new Unavailable(`MongoDB is away: ${why}`, cause);
  // What the encoder throws, before anything is sent; a RangeError when its buffer of 17 MiB is full.
  if (error instanceof MongoError || /BSON/.test(error.name) || error instanceof RangeError) {
    return new Unstorable(`MongoDB will not store this: ${why}`, cause);
  }
  return error;
}

/** The server's own words, with its code: people look for it. */
export function whyOf(error: Error): string {
  const code = codeOf(error);
  const name = "codeName" in error && error.codeName ? `, ${error.codeName}` : "";
  return Number.isNaN(code) ? error.message : `${error.message} (code ${code}${name})`;
}

/** The answer to a commit was lost: it may or may not have happened, and asking again is safe. */
export const isUnknownCommit = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel("UnknownTransactionCommitResult");

/** The server's code; NaN where there is none. */
export const codeOf = (error: Error): number =>
  error instanceof MongoServerError ? Number(error.code) : Number.NaN;

function isAway(error: Error): boolean {
  if (!(error instanceof MongoError)) return "code" in error && ofTheConnection.test(String(error.code));
  return (
    transient.has(codeOf(error)) ||
    transientLabels.some((label) => error.hasErrorLabel(label)) ||
    away.some((kind) => error instanceof kind) ||
    (error instanceof MongoDriverError && awayByName.has(error.name))
  );
}
