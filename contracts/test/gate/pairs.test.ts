import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import type { Json } from "../../generator/contracts.ts";
import { drawApis } from "../pairs/draw-api.ts";
import { drawPair, drawPairAbout } from "../pairs/draw-schema.ts";
import { holes } from "../pairs/holes.ts";
import { overlooked, theGate } from "../pairs/judge.ts";
import { overlookedInApi, theApiGate } from "../pairs/judge-api.ts";
import { randomOf } from "../pairs/random.ts";

describe("The gate, on random pairs of draft-07 schemas, compared with ajv", () => {
  it("misses no message that is valid for one side only, and is never silent if the texts differ", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (seed) => {
        const random = randomOf(seed);
        const [before, after] = drawPair(random);
        return overlooked(random, before, after, theGate(before, after)) === undefined;
      }),
      { numRuns: 1_000 },
    );
  });

  for (const { name, gate, about } of holes) {
    it(`would be caught with a hole: one that ${name}`, () => {
      const found = Array.from({ length: 1_500 }, (_, seed) => randomOf(seed)).some((random) => {
        const [before, after] = about === undefined ? drawPair(random) : drawPairAbout(random, about);
        return overlooked(random, before, after, gate(before, after)) !== undefined;
      });
      expect(found).to.equal(true);
    });
  }
});

describe("The gate, on random pairs of HTTP APIs, with random requests and responses", () => {
  it("misses no request that is no longer served, no response that clients cannot read, and no difference", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), (seed) => {
        const random = randomOf(seed);
        const [before, after] = drawApis(random);
        return overlookedInApi(random, before, after, theApiGate(before, after)) === undefined;
      }),
      { numRuns: 100 },
    );
  });

  for (const key of ["servers", "security", "headers", "parameters", "requestBody", "content", "schema"]) {
    it(`would be caught with a hole: one that ignores ${key}`, () => {
      const blind = (document: Json): Json => withoutKey(document, key);
      const found = Array.from({ length: 400 }, (_, seed) => randomOf(seed)).some((random) => {
        const [before, after] = drawApis(random);
        const seen = isDeepStrictEqual(blind(before), blind(after));
        if (!seen || isDeepStrictEqual(before, after) || theApiGate(before, after).refused) return false;
        return overlookedInApi(random, before, after, { breaks: false, silent: false }) !== undefined;
      });
      expect(found).to.equal(true);
    });
  }
});

// A gate with that hole would report no change of this document.
function withoutKey(document: Json, key: string): Json {
  return JSON.parse(JSON.stringify(document, (name, value) => (name === key ? undefined : value)));
}
