import { expect } from "chai";
import { MongoNetworkError, MongoServerError } from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../../errors.ts";
import { explain } from "../errors.ts";

describe("What MongoDB's driver throws", () => {
  it("is a server that is away, when the connection broke", () => {
    expect(explain(new MongoNetworkError("connection 3 closed"))).to.be.instanceOf(Unavailable);
  });

  it("is a server that is away, also when a write met the other end's goodbye: the driver passes Node's own error on", () => {
    const ended = Object.assign(new Error("This socket has been ended by the other party"), {
      code: "EPIPE",
    });
    expect(explain(ended)).to.be.instanceOf(Unavailable);
    expect(explain(ended).message).to.equal("MongoDB is away: This socket has been ended by the other party");
  });

  it("is a conflict, when another instance was first", () => {
    expect(explain(new MongoServerError({ code: 11000 }))).to.be.instanceOf(Conflict);
    expect(explain(new MongoServerError({ code: 112 }))).to.be.instanceOf(Conflict);
  });

  it("is a conflict, when the server had enough of our transaction: what we loaded may be old by now", () => {
    const error = explain(new MongoServerError({ code: 251, message: "Transaction 7 has been aborted." }));
    expect(error).to.be.instanceOf(Conflict);
    expect(error.message).to.equal("MongoDB ended our transaction: Transaction 7 has been aborted.");
  });

  it("is for nobody to try again, when the document is too large", () => {
    expect(explain(new MongoServerError({ code: 10334, message: "17 MB" }))).to.be.instanceOf(Unstorable);
  });

  it("names the variable to look at, when the password is wrong", () => {
    expect(explain(new MongoServerError({ code: 18, message: "Authentication failed." })).message).to.equal(
      "MongoDB refuses us: check user and password in MONGODB_URL (Authentication failed.)",
    );
  });

  it("stays what it is, when it is our own mistake", () => {
    const mistake = new TypeError("row is undefined");
    expect(explain(mistake)).to.equal(mistake);
  });
});
