import { expect } from "chai";
import fc from "fast-check";
import type { Message } from "#messaging/message.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { contracts } from "../../contracts.ts";
import type { EventSchema } from "../../gate/release/snapshot.ts";
import { wholeFile } from "../../gate/schema/flatten.ts";
import { subjectKeyword } from "../../gate/schema/vocabulary.ts";
import { validateEnvelope, validators } from "../../generated/validators.js";
import { isJson } from "../../generator/contracts.ts";
import { notShownBy } from "./schema-features.ts";
import { simulateAll } from "./simulated-messages.ts";
import { runAll } from "./story-messages.ts";

describe("What the services publish", () => {
  let told: readonly Message[];
  let lived: readonly Message[];
  let events: readonly EventSchema[];

  before(async () => {
    told = (await runAll()).published;
    lived = await simulateAll();
    ({ events } = await currentContracts());
  });

  for (const [where, published] of [
    ["in the stories", () => told],
    ["in histories of the simulation", () => lived],
  ] as const) {
    describe(where, () => {
      it("matches its schema, every time", () => {
        const misfits = published().filter(({ type, data }) => !validators[type]?.(data));
        expect(misfits).to.deep.equal([]);
        expect(published().length).to.be.greaterThan(100);
      });

      it("has a valid envelope, with the subject, source and schema of the contracts", () => {
        expect(published().filter((message) => !isWellWrapped(message, events))).to.deep.equal([]);
      });

      it("leaves no schema unused", () => {
        const said = new Set(published().map(({ type }) => type));
        const unsaid = events.map(({ type }) => type).filter((type) => !said.has(type));
        expect(unsaid, "nobody says these: publish them, and let a story show it").to.deep.equal([]);
      });
    });
  }

  it("shows messages with and without every optional field, and every value of every list", () => {
    const unseen = events.flatMap((event) => notShownBy([...told, ...lived], event));
    expect(unseen, notPublishedYet).to.deep.equal([]);
  });
});

/** The next step after a change of a schema. */
const notPublishedYet =
  "no service publishes these yet: let the service that owns the event do so, and a story of stage/stories/ or contracts/test/published/story-messages.ts show it";

function isWellWrapped(message: Message, events: readonly EventSchema[]): boolean {
  const schema = events.find(({ type }) => type === message.type);
  const data = isJson(message.data) ? message.data : {};
  const envelope: unknown = JSON.parse(new TextDecoder().decode(encode(message, contracts)));
  const named = isJson(envelope) ? `${envelope.source} ${envelope.dataschema}` : "";
  return (
    data[String(schema?.schema[subjectKeyword])] === message.subject &&
    validateEnvelope(envelope) &&
    named === `/${schema?.service} https://pas-de-cinq.example/${schema?.file}`
  );
}

describe("A message drawn from a schema", () => {
  let events: readonly EventSchema[];

  before(async () => {
    ({ events } = await currentContracts());
  });

  it("is valid", () => {
    for (const { type, file, schema } of events) {
      fc.assert(
        fc.property(anyOf(wholeFile({ file, schema })), (data) => validators[type]?.(data) === true),
        { numRuns: 20 },
      );
    }
  });

  it("is invalid without any one of its required fields", () => {
    for (const { type, file, schema } of events) {
      const required = Array.isArray(schema.required) ? schema.required : [];
      const without = fc
        .tuple(anyOf(wholeFile({ file, schema })), fc.constantFrom(...required))
        .map(([data, name]) =>
          Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => key !== name)),
        );
      fc.assert(
        fc.property(without, (data) => validators[type]?.(data) === false),
        { numRuns: 30 },
      );
    }
  });
});
