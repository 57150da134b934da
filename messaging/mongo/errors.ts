import { MongoBulkWriteError, MongoError, MongoInvalidArgumentError, MongoServerError } from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../errors.ts";

/** https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const writeConflict = 112;
const duplicateKey = 11000;
const tooLarge = new Set([10334, 17419, 17420, 17280]);
/** NoSuchTransaction, TransactionExceededLifetimeLimitSeconds. */
const endedOurs = new Set([251, 290]);
const refusesUs = new Set([13, 18, 8000]);
/** What Node says of a connection: EPIPE, ECONNRESET, ERR_STREAM_DESTROYED. The driver lets one through that meets a write. */
const ofTheConnection = /^(E[A-Z]+|ERR_(STREAM|SOCKET)_\w+)$/;

/** A failure of the driver or the server, as one of the port's errors. */
export function explain(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = { cause: error };
  if (error instanceof MongoBulkWriteError || error instanceof MongoServerError) {
    if (error.code === duplicateKey || error.code === writeConflict) {
      return new Conflict("another instance was first", cause);
    }
    if (endedOurs.has(Number(error.code)))
      return new Conflict(`MongoDB ended our transaction: ${error.message}`, cause);
    if (tooLarge.has(Number(error.code)))
      return new Unstorable(`MongoDB will not store this: ${error.message}`, cause);
    if (refusesUs.has(Number(error.code))) {
      return new Error(
        `MongoDB refuses us: check user and password in MONGODB_URL (${error.message})`,
        cause,
      );
    }
  }
  if (/BSON/.test(error.name) || error instanceof MongoInvalidArgumentError || error instanceof RangeError) {
    return new Unstorable(`MongoDB will not store this: ${error.message}`, cause);
  }
  const isAway = error instanceof MongoError || ("code" in error && ofTheConnection.test(String(error.code)));
  return isAway ? new Unavailable(`MongoDB is away: ${error.message}`, cause) : error;
}

/** The answer to a commit was lost: it may or may not have happened, and asking again is safe. */
export const isUnknownCommit = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel("UnknownTransactionCommitResult");
