import { expect } from "chai";
import {
  MongoClientClosedError,
  MongoError,
  MongoExpiredSessionError,
  MongoInvalidArgumentError,
  MongoMissingCredentialsError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../../errors.ts";
import { explain, Refusal } from "../errors.ts";

const serverError = (code: number, message = "no", ...errorLabels: string[]) =>
  explain(new MongoServerError({ code, message, errorLabels }));

describe("An error of MongoDB's driver", () => {
  it("means that the server is away if the connection broke", () => {
    expect(explain(new MongoNetworkError("connection 3 closed"))).to.be.instanceOf(Unavailable);
    expect(explain(new MongoNetworkTimeoutError("timed out"))).to.be.instanceOf(Unavailable);
  });

  it("means that the server is away if the client is closed, or its pool is full", () => {
    const closed = [
      new MongoTopologyClosedError(),
      new MongoClientClosedError(),
      new MongoExpiredSessionError(),
      Object.defineProperty(new MongoInvalidArgumentError("closed"), "name", {
        value: "MongoPoolClosedError",
      }),
      Object.defineProperty(new MongoInvalidArgumentError("full"), "name", {
        value: "MongoWaitQueueTimeoutError",
      }),
    ];
    expect(closed.map(explain).filter((error) => !(error instanceof Unavailable))).to.deep.equal([]);
  });

  it("means that the server is away if it is Node's own, from a write to a closed socket", () => {
    const ended = Object.assign(new Error("This socket has been ended by the other party"), {
      code: "EPIPE",
    });
    expect(explain(ended)).to.be.instanceOf(Unavailable);
    expect(explain(ended).message).to.equal("MongoDB is away: This socket has been ended by the other party");
  });

  it("means that the server is away for each code that MongoDB calls transient", () => {
    const retryable = [6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];
    const busy = [117, 215, 216, 249, 264, 267, 314, 402, 406, 407, 412, 433, 449, 450, 12586, 12587, 50915];
    const cut = [90, 145, 279, 281, 282, 303, 310, 355, 384, 398, 453, 46841, 91331, 10045600];
    const others = [43, 50, 63, 64, 133, 150, 234, 365, 10058, 11601, 13388, 14031];
    const wrong = [...retryable, ...busy, ...cut, ...others].filter((code) => {
      const error = serverError(code);
      return !(error instanceof Unavailable) || error instanceof Refusal;
    });
    expect(wrong).to.deep.equal([]);
  });

  it("means that the server is away if a label marks it as transient", () => {
    for (const label of [
      "TransientTransactionError",
      "RetryableWriteError",
      "UnknownTransactionCommitResult",
    ]) {
      expect(serverError(99_999, "no", label), label).to.be.instanceOf(Unavailable);
    }
    const overloaded = new MongoError("overloaded");
    overloaded.addErrorLabel("SystemOverloadedError");
    expect(explain(overloaded)).to.be.instanceOf(Unavailable);
  });

  it("is a conflict if another instance was first", () => {
    for (const code of [11000, 112, 239, 246, 250, 272]) expect(serverError(code)).to.be.instanceOf(Conflict);
  });

  it("is a conflict if the server aborted the transaction: the loaded documents may be stale", () => {
    const error = serverError(251, "Transaction 7 has been aborted.", "TransientTransactionError");
    expect(error).to.be.instanceOf(Conflict);
    expect(error.message).to.equal(
      "MongoDB aborted the transaction: Transaction 7 has been aborted. (code 251)",
    );
  });

  it("means that the message is unstorable in every other case, such as nesting or a validator", () => {
    const codes = [
      2, 9, 14, 15, 20, 52, 72, 85, 86, 100, 121, 166, 171, 263, 10334, 17280, 17419, 17420, 5_999_999,
    ];
    for (const code of codes) {
      const error = serverError(code);
      expect(error, String(code)).to.be.instanceOf(Unstorable);
      expect(error.message).to.equal(`MongoDB does not store this: no (code ${code})`);
    }
    const named = new MongoServerError({ code: 121, codeName: "DocumentValidationFailure", message: "no" });
    expect(explain(named).message).to.match(/no \(code 121, DocumentValidationFailure\)$/);
    expect(explain(new MongoInvalidArgumentError("no"))).to.be.instanceOf(Unstorable);
    expect(explain(new RangeError("offset"))).to.be.instanceOf(Unstorable);
  });

  it("is a refusal that names what to check if the server denies access", () => {
    for (const code of [11, 13, 18, 371, 391, 8000]) expect(serverError(code)).to.be.instanceOf(Refusal);
    expect(explain(new MongoMissingCredentialsError("none"))).to.be.instanceOf(Refusal);
    expect(serverError(18, "Authentication failed.").message).to.equal(
      "MongoDB refuses this service: check the user, password and roles in MONGODB_URL: Authentication failed. (code 18)",
    );
  });

  it("is a refusal if a commit is stored, but not on a majority: its message must not be parked", () => {
    const writeConcernError = { code: 100, errmsg: "Not enough data-bearing nodes" };
    const error = explain(new MongoWriteConcernError({ ok: 1, writeConcernError }));
    expect(error).to.be.instanceOf(Refusal);
    expect(error.message).to.match(/^MongoDB cannot store anything on a majority of its members: /);
  });

  it("is returned unchanged if it is a programming error", () => {
    const bug = new TypeError("row is undefined");
    expect(explain(bug)).to.equal(bug);
  });
});
