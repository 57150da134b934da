import { expect } from "chai";
import fc from "fast-check";
import { services } from "#contracts/hears.ts";
import { reactToAll } from "#messaging/inbox/deduplicate-and-react.ts";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { contracts } from "../../contracts.ts";
import { fieldsReliedOn } from "../../gate/compare/reliance.ts";
import { unmetExpectations } from "../../gate/compare/unmet-expectations.ts";
import type { Expectation, Snapshot } from "../../gate/release/snapshot.ts";
import { type Place, wholeFile } from "../../gate/schema/flatten.ts";
import { onlyDeclared, outcomeOf, without, withUnknownFields } from "./reduced-messages.ts";
import { allServices, isHeardBy, runAll, type Situation } from "./story-messages.ts";

describe("What consumers rely on", () => {
  let tree: Snapshot;
  /** For the five services; a consumer outside the company has its own tests. */
  let declared: readonly Expectation[];
  let situations: readonly Situation[];

  before(async () => {
    tree = await currentContracts();
    declared = tree.expectations.filter(({ consumer }) => consumer in allServices);
    ({ situations } = await runAll());
  });

  it("is declared for every event that a service consumes, and for no other", () => {
    const declarations = declared.map(({ consumer, type }) => `${consumer} ${type}`);
    const heard = services.flatMap((service) =>
      (tree.hears.get(service) ?? []).map((type) => `${service} ${type}`),
    );
    expect([...declarations].sort()).to.deep.equal([...heard].sort());
  });

  it("is promised by the schema of its producer", () => {
    expect(unmetExpectations(tree).map(({ what }) => what)).to.deep.equal([]);
  });

  it("occurs in the stories, for each declaration", () => {
    const unmet = declared.filter((one) => metBy(one).length === 0).map(({ file }) => file);
    expect(
      unmet,
      "no story shows these: add one to stage/stories/ or contracts/test/published/story-messages.ts",
    ).to.deep.equal([]);
  });

  it("is sufficient: with only those fields, every reaction decides the same in every situation", () => {
    const different = declared.flatMap((one) =>
      metBy(one)
        .filter(
          (met) =>
            outcomeOf(met, onlyDeclared(whole(one), met.message.data)) !== outcomeOf(met, met.message.data),
        )
        .map((met) => `${one.file}: ${JSON.stringify(met.message.data)}`),
    );
    expect([...new Set(different)], "a reaction uses more of these than is declared").to.deep.equal([]);
  });

  it("is necessary: without any one of those fields, a reaction decides differently or fails", () => {
    const unneeded = declared.flatMap((one) =>
      fieldsReliedOn(one)
        .filter(([path]) =>
          metBy(one).every(
            (met) => outcomeOf(met, without(met.message.data, path)) === outcomeOf(met, met.message.data),
          ),
        )
        .map(([path]) => `${one.file}: ${path}`),
    );
    expect(unneeded, "no reaction uses these: take them out of the declaration").to.deep.equal([]);
  });

  it("ignores unknown fields at every level", () => {
    const any = fc.constantFrom(...declared).chain((one) => fc.constantFrom(...metBy(one)));
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.jsonValue()), (met, values) => {
        const more = withUnknownFields(met.message.data, values);
        expect(outcomeOf(met, more)).to.equal(outcomeOf(met, met.message.data));
      }),
      { numRuns: 200 },
    );
  });

  it("suffices for every reaction, even with a message drawn from the declaration", () => {
    for (const one of declared) {
      const met = fc.constantFrom(...metBy(one));
      fc.assert(
        fc.property(met, anyOf(whole(one)), (situation, data) => {
          expect(failureOf(situation, data), one.file).to.equal("none");
        }),
        { numRuns: 20 },
      );
    }
  });

  function metBy({ consumer, type }: Expectation): readonly Situation[] {
    const met = situations.filter((one) => one.consumer === consumer && one.message.type === type);
    return met.slice(0, 60);
  }
});

const whole = ({ file, schema }: Expectation): Place => wholeFile({ file, schema });

/**
 * How the chassis would handle it: "none", "not yet", or the error. Events that it would publish are checked,
 * too.
 */
function failureOf({ consumer, message, documents, now }: Situation, data: unknown): string {
  const service = allServices[consumer];
  expect(isHeardBy(consumer, message.type)).to.equal(true);
  const made = { ...message, data };
  const reads = service.reactions.get(message.type)?.reads(data, made) ?? {};
  const loaded = Object.entries(reads).flatMap(([name, key]) => {
    const document = documents[name];
    return document ? [[`${key.collection}/${key.id}`, { version: 1, document }] as const] : [];
  });
  const { results } = reactToAll(
    { contracts, service },
    [{ message: made }],
    { processed: new Map(), documents: new Map(loaded) },
    Date.parse(now),
  );
  const [result] = results;
  if (result?.kind === "failed" || result?.kind === "unprocessable")
    return result.error.message.startsWith("not yet") ? "none" : result.error.message;
  return "none";
}
