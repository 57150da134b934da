import { expect } from "chai";
import fc from "fast-check";
import { retryAfterMs } from "../parse-retry-after.ts";

const now = Date.UTC(1994, 10, 6, 8, 49, 30);

describe("Retry-After", () => {
  it("is a number of seconds", () => {
    expect(retryAfterMs("7", now)).to.equal(7_000);
    expect(retryAfterMs(" 0 ", now)).to.equal(0);
  });

  it("is a date, in all three forms of an HTTP-date", () => {
    expect(retryAfterMs("Sun, 06 Nov 1994 08:49:37 GMT", now)).to.equal(7_000);
    expect(retryAfterMs("Sunday, 06-Nov-94 08:49:37 GMT", now)).to.equal(7_000);
    expect(retryAfterMs("Sun Nov  6 08:49:37 1994", now)).to.equal(7_000);
  });

  it("in the past means no wait", () => {
    expect(retryAfterMs("Sun, 06 Nov 1994 08:49:29 GMT", now)).to.equal(0);
  });

  it("is ignored if it is missing or invalid", () => {
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

  it("is never negative or NaN, whatever the header is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String), fc.date().map(String)), (header) => {
        const ms = retryAfterMs(header, now);
        return ms === undefined || ms >= 0;
      }),
    );
  });
});
