import { expect } from "chai";
import fc from "fast-check";
import { isOpen } from "../opening-hours.ts";

const noon = "2026-01-02T12:00:00.000Z";
const midnight = "2026-01-02T00:00:00.000Z";

describe("Opening hours", () => {
  it("include the minute of opening", () => {
    expect(isOpen({ open: true, hours: { opens: "12:00", closes: "22:00" } }, noon)).to.equal(true);
  });

  it("exclude the minute of closing", () => {
    expect(isOpen({ open: true, hours: { opens: "09:00", closes: "12:00" } }, noon)).to.equal(false);
  });

  it("may end after midnight", () => {
    expect(isOpen({ open: true, hours: { opens: "18:00", closes: "02:00" } }, midnight)).to.equal(true);
  });

  it("after midnight include the minute of opening and exclude that of closing, too", () => {
    expect(isOpen({ open: true, hours: { opens: "12:00", closes: "02:00" } }, noon)).to.equal(true);
    expect(isOpen({ open: true, hours: { opens: "18:00", closes: "12:00" } }, noon)).to.equal(false);
  });

  it("after midnight leave the day closed", () => {
    expect(isOpen({ open: true, hours: { opens: "18:00", closes: "02:00" } }, noon)).to.equal(false);
  });

  it("with equal times mean always open", () => {
    for (const now of [midnight, noon])
      expect(isOpen({ open: true, hours: { opens: "08:00", closes: "08:00" } }, now)).to.equal(true);
  });

  it("do not matter if staff have closed the restaurant", () => {
    expect(isOpen({ open: false, hours: { opens: "00:00", closes: "00:00" } }, noon)).to.equal(false);
    expect(isOpen({ open: false, hours: { opens: "09:00", closes: "22:00" } }, noon)).to.equal(false);
  });

  it("with opening and closing swapped cover the rest of the day", () => {
    const hhmm = fc
      .integer({ min: 0, max: 1439 })
      .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
    const moment = fc
      .date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(hhmm, hhmm, moment, (opens, closes, now) => {
        fc.pre(opens !== closes);
        const open = isOpen({ open: true, hours: { opens, closes } }, now);
        const swapped = isOpen({ open: true, hours: { opens: closes, closes: opens } }, now);
        return open !== swapped;
      }),
    );
  });
});
