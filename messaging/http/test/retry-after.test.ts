import { expect } from "chai";
import fc from "fast-check";
import { retryAfterMs } from "../retry-after.ts";

const now = Date.UTC(1994, 10, 6, 8, 49, 30);

describe("Retry-After", () => {
  it("says how many seconds to wait", () => {
    expect(retryAfterMs("7", now)).to.equal(7_000);
    expect(retryAfterMs(" 0 ", now)).to.equal(0);
  });

  it("says until when to wait, in the three forms of an HTTP-date", () => {
    expect(retryAfterMs("Sun, 06 Nov 1994 08:49:37 GMT", now)).to.equal(7_000);
    expect(retryAfterMs("Sunday, 06-Nov-94 08:49:37 GMT", now)).to.equal(7_000);
    expect(retryAfterMs("Sun Nov  6 08:49:37 1994", now)).to.equal(7_000);
  });

  it("of a moment that is past is no wait", () => {
    expect(retryAfterMs("Sun, 06 Nov 1994 08:49:29 GMT", now)).to.equal(0);
  });

  it("that is missing, or says neither, is ignored", () => {
    for (const header of [
      null,
      undefined,
      "",
      "soon",
      "-1",
      "1.5",
      "1e3",
      "0x10",
      "Sun, 99 Nov 1994 08:49:37 GMT",
    ])
      expect(retryAfterMs(header, now), String(header)).to.equal(undefined);
  });

  it("is never negative, and never NaN, whatever is sent", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String), fc.date().map(String)), (header) => {
        const ms = retryAfterMs(header, now);
        return ms === undefined || ms >= 0;
      }),
    );
  });
});
