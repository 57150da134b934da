// One example per problem that the generator reports; hence the length.

import { expect } from "chai";
import { type Contracts, eventFile } from "../../generator/contracts.ts";
import { problemsIn } from "../../generator/problems.ts";

const dessertEaten = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Dessert eaten",
  description: "The guest ate a dessert.",
  "x-subject": "dessert",
  type: "object",
  required: ["dessert", "price"],
  properties: {
    dessert: { description: "Which one.", type: "string", maxLength: 20 },
    price: { description: "What it cost.", allOf: [{ $ref: "#/definitions/Money" }] },
    praise: { description: "What the guest said.", type: "string", maxLength: 20 },
  },
  definitions: { Money: { description: "Cents.", type: "integer", minimum: 0, maximum: 1000 } },
  examples: [
    { dessert: "tiramisu", price: 600, praise: "more!" },
    { dessert: "sorbet", price: 450 },
  ],
};

const { "x-subject": _, ...envelope } = dessertEaten;
const file = "contracts/events/kitchen/dessert-eaten.v1.json";

describe("Problems in the contracts", () => {
  it("are none if every rule is kept", () => {
    expect(problemsIn(contractsWith({}))).to.deep.equal([]);
  });

  it("name a file that is not JSON", () => {
    const contracts = {
      ...contractsWith({}),
      events: [eventFile("kitchen/dessert-eaten.v1.json", "{ oops")],
    };
    expect(problemsIn(contracts)).to.have.length(1);
    expect(problemsIn(contracts)[0]).to.match(
      /^contracts\/events\/kitchen\/dessert-eaten\.v1\.json#: is not a JSON schema: /,
    );
  });

  it("name a file that does not contain an object", () => {
    const contracts = { ...contractsWith({}), events: [eventFile("kitchen/dessert-eaten.v1.json", "[]")] };
    expect(problemsIn(contracts)).to.deep.equal([
      `${file}#: is not a JSON schema: a schema is a JSON object.`,
    ]);
  });

  it("name a schema that draft-07 forbids", () => {
    expect(problemsIn(withPraise({ maxLength: "20" }))).to.deep.equal([
      `${file}#/properties/praise/maxLength: must be integer.`,
    ]);
  });

  it("name another dialect of JSON Schema", () => {
    const problems = problemsIn(contractsWith({ $schema: "https://json-schema.org/draft/2020-12/schema" }));
    expect(problems).to.deep.equal([`${file}#/$schema: must be "http://json-schema.org/draft-07/schema#".`]);
  });

  it("name a required field that is not among the properties", () => {
    expect(problemsIn(contractsWith({ required: ["dessert", "price", "spoon"] }))).to.deep.equal([
      `${file}#/required: "spoon" is not in properties: add it there with its type.`,
    ]);
  });

  it("name an example that violates its schema", () => {
    const examples = [
      { dessert: "tiramisu", price: -1, praise: "more!" },
      { dessert: "sorbet", price: 450 },
    ];
    expect(problemsIn(contractsWith({ examples }))).to.deep.equal([
      `${file}#/examples/0/price: must be >= 0.`,
    ]);
  });

  it("name a schema with too few examples", () => {
    expect(problemsIn(contractsWith({ examples: [] }))).to.deep.equal([
      `${file}#/examples: is too short: add at least two examples.`,
    ]);
  });

  it("name an optional field that every example has", () => {
    const examples = [
      { dessert: "tiramisu", price: 600, praise: "more!" },
      { dessert: "sorbet", price: 450, praise: "hm" },
    ];
    expect(problemsIn(contractsWith({ examples }))).to.deep.equal([
      `${file}#/examples: optional praise must be present in one example and absent in another.`,
    ]);
  });

  it("name a field without a description", () => {
    expect(problemsIn(withPraise({ description: "" }))).to.deep.equal([
      `${file}#/properties/praise/description: is missing.`,
    ]);
  });

  it("name a schema without a title", () => {
    expect(problemsIn(contractsWith({ title: " " }))).to.deep.equal([`${file}#/title: is missing.`]);
  });

  it("name a format outside the vocabulary", () => {
    expect(problemsIn(withPraise({ format: "hostname" }))).to.deep.equal([
      `${file}#/properties/praise/format: hostname is not one of uuid, date-time, email, uri.`,
    ]);
  });

  it("name a string without a maximum length", () => {
    expect(problemsIn(withPraise({ maxLength: undefined }))).to.deep.equal([
      `${file}#/properties/praise/maxLength: is missing: every string is bounded.`,
    ]);
  });

  it("name what a list lacks", () => {
    expect(problemsIn(withPraise({ type: "array", maxLength: undefined }))).to.deep.equal([
      `${file}#/properties/praise/maxItems: is missing: every array is bounded.`,
      `${file}#/properties/praise/items: is missing: every array is bounded.`,
    ]);
  });

  it("name a fraction, because it has no exact type", () => {
    expect(problemsIn(withPraise({ type: "number", maxLength: undefined }))).to.deep.equal([
      `${file}#/properties/praise/type: must be one of string, array, integer, object, boolean, or allOf one $ref to #/definitions/….`,
    ]);
  });

  it("name a keyword that would refuse unknown fields", () => {
    expect(problemsIn(contractsWith({ additionalProperties: false }))).to.deep.equal([
      `${file}#/additionalProperties: remove it: consumers are tolerant readers and accept unlisted fields.`,
    ]);
  });

  it("name a recursive $ref", () => {
    const Money = { description: "Cents.", allOf: [{ $ref: "#/definitions/Money" }] };
    expect(problemsIn(contractsWith({ definitions: { Money } }))).to.deep.equal([
      `${file}#/properties/price/allOf/0/$ref: #/definitions/Money is recursive: only schemas of bounded depth can be compared.`,
      `${file}#/definitions/Money/allOf/0/$ref: #/definitions/Money is recursive: only schemas of bounded depth can be compared.`,
    ]);
  });

  it("name a folder without events", () => {
    expect(problemsIn({ ...contractsWith({}), events: [] })).to.deep.equal([
      "contracts/events/: has no schema: add contracts/events/<service>/<event>.v<N>.json.",
    ]);
  });

  it("name a file outside of <service>/<event>.v<N>.json", () => {
    const contracts = { ...contractsWith({}), events: [eventFile("kitchen/Dessert.json", text({}))] };
    expect(problemsIn({ ...contracts, hears: { kitchen: ["kitchen.Dessert"] } })).to.deep.equal([
      "contracts/events/kitchen/Dessert.json: is misplaced: an event's schema is contracts/events/<service>/<event>.v<N>.json.",
    ]);
  });

  it("name a folder that is not a service", () => {
    const hears = { waiter: ["kitchen.dessert-eaten.v1"] };
    expect(problemsIn({ ...contractsWith({}), hears })).to.deep.equal([
      `${file}: kitchen is not a service of contracts/hears.ts.`,
    ]);
  });

  it("name a definition that differs between two schemas", () => {
    const richer = { definitions: { Money: { ...dessertEaten.definitions.Money, maximum: 2000 } } };
    const events = [...contractsWith({}).events, eventFile("kitchen/dessert-eaten.v2.json", text(richer))];
    const hears = { kitchen: ["kitchen.dessert-eaten.v1", "kitchen.dessert-eaten.v2"] };
    expect(problemsIn({ ...contractsWith({}), events, hears })).to.deep.equal([
      `contracts/events/kitchen/dessert-eaten.v2.json#/definitions/Money: differs from the one in ${file}: copy shared definitions word for word.`,
    ]);
  });

  it("name a consumed type without a schema", () => {
    const hears = { kitchen: ["kitchen.dessert-eaten.v1", "kitchen.dessert-burnt.v1"] };
    expect(problemsIn({ ...contractsWith({}), hears })).to.deep.equal([
      "contracts/hears.ts#/kitchen/1: kitchen.dessert-burnt.v1 has no schema.",
    ]);
  });

  it("name a type that a service lists twice", () => {
    const hears = { kitchen: ["kitchen.dessert-eaten.v1", "kitchen.dessert-eaten.v1"] };
    expect(problemsIn({ ...contractsWith({}), hears })).to.deep.equal([
      "contracts/hears.ts#/kitchen/1: kitchen.dessert-eaten.v1 is named twice.",
    ]);
  });

  it("name an event without consumers", () => {
    expect(problemsIn({ ...contractsWith({}), hears: { kitchen: [] } })).to.deep.equal([
      `${file}#: no service consumes kitchen.dessert-eaten.v1: add a consumer in contracts/hears.ts.`,
    ]);
  });

  it("name a version without consumers: it would stay in its producer's outbox", () => {
    const events = [...contractsWith({}).events, eventFile("kitchen/dessert-eaten.v2.json", text({}))];
    expect(problemsIn({ ...contractsWith({}), events })).to.deep.equal([
      "contracts/events/kitchen/dessert-eaten.v2.json#: no service consumes kitchen.dessert-eaten.v2: add a consumer in contracts/hears.ts.",
    ]);
  });

  it("name an event whose subject is not a required field", () => {
    expect(problemsIn(contractsWith({ "x-subject": "praise" }))).to.deep.equal([
      `${file}#/x-subject: must name a required string field, the subject of the event's envelope.`,
    ]);
  });

  it("are reported together", () => {
    const contracts = { ...withPraise({ description: "", format: "hostname" }), hears: { kitchen: [] } };
    expect(problemsIn(contracts)).to.have.length(3);
  });
});

function contractsWith(changes: object): Contracts {
  return {
    events: [eventFile("kitchen/dessert-eaten.v1.json", text(changes))],
    envelope: { file: "contracts/envelope.json", schema: envelope },
    hears: { kitchen: ["kitchen.dessert-eaten.v1"] },
  };
}

function withPraise(changes: object): Contracts {
  const { properties } = dessertEaten;
  return contractsWith({ properties: { ...properties, praise: { ...properties.praise, ...changes } } });
}

function text(changes: object): string {
  return JSON.stringify({ ...dessertEaten, ...changes });
}
