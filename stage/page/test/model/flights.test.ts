import { expect } from "chai";
import { played } from "../../../browser/test/played.ts";
import { createFlights } from "../../model/map/flights.ts";

describe("A message that flies across the map", () => {
  it("is no duplicate because it is shown again, after time was turned back", async () => {
    const { log } = await played({ story: "delivered" });
    const flightOf = createFlights(log);
    const forms = () => log.entries.map((_, at) => flightOf(at)?.form);
    const first = forms();
    expect(first).to.include("event").and.to.not.include("duplicate");
    expect(forms()).to.deep.equal(first);
  });

  it("is a duplicate if its queue had it before, although that was passed over", async () => {
    const { log } = await played({ story: "every-message-twice" });
    const flightOf = createFlights(log);
    const forms = log.entries.map((_, at) => flightOf(at)?.form);
    const copy = forms.indexOf("duplicate");
    expect(copy).to.be.above(0);
    expect(createFlights(log)(copy)?.form).to.equal("duplicate");
  });
});
