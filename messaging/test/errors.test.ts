import { expect } from "chai";
import { Conflict, NotConfirmed, NotYet, Unavailable, Unprocessable, Unstorable } from "../errors.ts";

describe("An error of the chassis", () => {
  it("shows its name in a log", () => {
    const kinds: readonly (new (why: string) => Error)[] = [
      Conflict,
      NotYet,
      Unavailable,
      Unprocessable,
      Unstorable,
    ];
    const all = kinds.map((Kind) => String(new Kind("why")));
    expect(all).to.deep.equal([
      "Conflict: why",
      "NotYet: why",
      "Unavailable: why",
      "Unprocessable: why",
      "Unstorable: why",
    ]);
  });

  it("for unconfirmed publications has their number, and the reason for the first", () => {
    const of = { messageId: "m-1", headers: {}, body: new Uint8Array() };
    const publication = { ...of, exchange: "weather.events", routingKey: "stations.reading-taken.v1" };
    const failed = [{ publication, why: "unroutable" } as const, { publication, why: "unknown" } as const];
    expect(String(new NotConfirmed(failed))).to.equal(
      "NotConfirmed: 2 publications were not confirmed, the first to weather.events (stations.reading-taken.v1): unroutable",
    );
  });
});
