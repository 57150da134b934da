import { expect } from "chai";
import fc from "fast-check";
import { idCausedBy, idOf } from "../../message.ts";
import { contracts } from "../../test/company.ts";
import { alerts, taken, world } from "../../test/world.ts";
import { encode } from "../envelope.ts";

const bytesOf = (envelope: object) => new TextEncoder().encode(JSON.stringify(envelope));

describe("The identity of an event: its source and id, of which the id is enough", () => {
  it("is unique: two sources never create the same id, and one source never creates it twice", () => {
    const origin = fc.record({
      cause: fc.uuid(),
      service: fc.constantFrom("stations", "alerts", "archive"),
      ordinal: fc.nat({ max: 100 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(origin, { selector: (one) => JSON.stringify(one) }), (origins) => {
        const ids = origins.map(({ cause, service, ordinal }) =>
          idCausedBy({ ...taken("cause"), id: cause }, service, ordinal),
        );
        expect(new Set(ids).size).to.equal(origins.length);
      }),
    );
  });

  describe("of a foreign producer", () => {
    const counted = {
      ...JSON.parse(new TextDecoder().decode(encode(taken("one"), contracts))),
      source: "/shop",
      id: "1",
    };

    it("is refused if its id is unique only within its source: a number is no UUID", async () => {
      const { deliver, parked, pass, start } = world();
      await start(alerts());
      await deliver(bytesOf(counted));
      await pass(1);
      expect(parked()[0]?.headers["x-reason"]).to.equal("invalid-envelope");
    });

    it("is refused with a UUID, too: only the services may publish", async () => {
      const { deliver, parked, pass, start } = world();
      await start(alerts());
      await deliver(bytesOf({ ...counted, id: idOf("/shop 1") }));
      await pass(1);
      expect(parked()[0]?.headers["x-reason"]).to.equal("wrong-sender");
    });
  });
});
