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
  MongoWriteConcernError,
} from "mongodb";
import { Conflict, errorOf, Unavailable, Unstorable } from "../errors.ts";

// https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml

/**
 * DuplicateKey and WriteConflict; SnapshotTooOld, SnapshotUnavailable, StaleChunkHistory and
 * MigrationConflict, which need a new snapshot.
 */
const conflicts = new Set([11000, 112, 239, 246, 250, 272]);
/** NoSuchTransaction, TransactionTooOld, TransactionExceededLifetimeLimitSeconds. */
const abortedTransaction = new Set([251, 225, 290]);

/**
 * Codes of transient errors: those in MongoDB's specifications for retryable reads and writes; those of the
 * server's categories RetriableError, NetworkError, Interruption, ShutdownError, CancellationError,
 * ExceededTimeLimitError, CloseConnectionError, CursorInvalidatedError and SystemOverloadedError, unless the
 * operation itself is at fault; those for something that another operation holds; and a full disk.
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
/**
 * Node's codes for connection errors (EPIPE, ECONNRESET, …). The driver passes one through during a write.
 */
const connectionErrorCode = /^(E[A-Z]+|ERR_(STREAM|SOCKET)_\w+)$/;

/**
 * UserNotFound, Unauthorized, AuthenticationFailed, UserWritesBlocked, ReauthenticationRequired, AtlasError.
 */
const accessDenied = new Set([11, 13, 18, 371, 391, 8000]);

/**
 * MongoDB refuses every operation of this service, which is a configuration error. A running service waits,
 * as it does for a server that is away; a starting service exits.
 */
export class Refusal extends Unavailable {}

/**
 * Maps an error of the driver or the server to an error of the port. Only errors that are known to be
 * transient become `Unavailable`: an unknown error must not be waited for.
 */
export function explain(thrown: unknown): Error {
  const error = errorOf(thrown);
  const cause = { cause: error };
  const code = codeOf(error);
  const why = whyOf(error);
  if (conflicts.has(code)) return new Conflict("another instance was first", cause);
  if (abortedTransaction.has(code)) return new Conflict(`MongoDB aborted the transaction: ${why}`, cause);
  if (accessDenied.has(code) || error instanceof MongoMissingCredentialsError) {
    return new Refusal(
      `MongoDB refuses this service: check the user, password and roles in MONGODB_URL: ${why}`,
      cause,
    );
  }
  if (isAway(error)) return new Unavailable(`MongoDB is away: ${why}`, cause);
  // The change is stored, but possibly not for good: its message must be handled again, not parked.
  if (error instanceof MongoWriteConcernError) {
    return new Refusal(`MongoDB cannot store anything on a majority of its members: ${why}`, cause);
  }
  // The encoder throws BSON errors before it sends anything, and a RangeError if its 17 MiB buffer is full.
  if (error instanceof MongoError || /BSON/.test(error.name) || error instanceof RangeError) {
    return new Unstorable(`MongoDB does not store this: ${why}`, cause);
  }
  return error;
}

/**
 * Runs an operation, and maps its error. If the server refuses the contents of a change, `probe` checks that
 * it still stores anything: a message is parked for its own fault only.
 */
export async function explained<T>(operation: () => Promise<T>, probe: () => Promise<void>): Promise<T> {
  try {
    return await operation();
  } catch (thrown) {
    if (thrown instanceof Conflict || thrown instanceof Unavailable) throw thrown;
    const error = explain(thrown);
    if (!(error instanceof Unstorable) || !(thrown instanceof MongoError)) throw error;
    await probe().catch(() => {
      const why = whyOf(thrown);
      throw new Refusal(`MongoDB refuses everything that this service stores: ${why}`, { cause: thrown });
    });
    throw error;
  }
}

/** The server's message with its error code, which operators search for. */
export function whyOf(error: Error): string {
  const code = codeOf(error);
  const name = "codeName" in error && error.codeName ? `, ${error.codeName}` : "";
  return Number.isNaN(code) ? error.message : `${error.message} (code ${code}${name})`;
}

/** The result of a commit is unknown because the reply was lost. Committing again is safe. */
export const isUnknownCommit = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel("UnknownTransactionCommitResult");

/** The server's error code; NaN if there is none. */
export const codeOf = (error: Error): number =>
  error instanceof MongoServerError ? Number(error.code) : Number.NaN;

function isAway(error: Error): boolean {
  if (!(error instanceof MongoError)) return "code" in error && connectionErrorCode.test(String(error.code));
  return (
    transient.has(codeOf(error)) ||
    transientLabels.some((label) => error.hasErrorLabel(label)) ||
    away.some((kind) => error instanceof kind) ||
    (error instanceof MongoDriverError && awayByName.has(error.name))
  );
}
