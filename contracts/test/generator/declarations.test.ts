import { expect } from "chai";
import { type DeclarationFile, eventFile, type Sources } from "../../generator/contracts.ts";
import { problemsInDeclarations } from "../../generator/declarations.ts";

const type = "kitchen.dessert-eaten.v1";
const file = `contracts/expectations/guests/${type}.json`;
const relied = {
  description: "Counts desserts.",
  type: "object",
  required: ["dessert"],
  properties: { dessert: { description: "Which one.", type: "string" } },
};

describe("Problems in the declarations of consumers", () => {
  it("are none if every consumer declares what it relies on", () => {
    expect(problemsInDeclarations(sourcesWith({}))).to.deep.equal([]);
  });

  it("name a consumer without a declaration", () => {
    expect(problemsInDeclarations({ ...sourcesWith({}), declarations: [] })).to.deep.equal([
      `contracts/hears.ts#/guests/0: guests does not declare what it relies on in ${type}: add ${file}.`,
    ]);
  });

  it("name an event that does not exist", () => {
    const sources = { ...sourcesWith({}), events: [], hears: { guests: [] } };
    expect(problemsInDeclarations(sources)).to.deep.equal([`${file}#: there is no event ${type}.`]);
  });

  it("name a file that belongs to no event", () => {
    const stray = { ...declaration({}), file: "contracts/expectations/guests.json", type: "" };
    const declarations = [declaration({}), stray];
    expect(problemsInDeclarations({ ...sourcesWith({}), declarations })).to.deep.equal([
      "contracts/expectations/guests.json#: is misplaced: an expectation is contracts/expectations/<consumer>/<event>.v<N>.json.",
    ]);
  });

  it("name an event that the service does not consume", () => {
    const sources = { ...sourcesWith({}), hears: { guests: [] } };
    expect(problemsInDeclarations(sources)).to.deep.equal([
      `${file}#: guests does not hear ${type}: name it in contracts/hears.ts, or delete this file.`,
    ]);
  });

  it("are not required of a consumer outside the list of services", () => {
    expect(problemsInDeclarations({ ...sourcesWith({}), hears: {} })).to.deep.equal([]);
  });

  it("name a file that is not JSON", () => {
    const broken = { ...declaration({}), schema: new Error("Unexpected end") };
    expect(problemsInDeclarations({ ...sourcesWith({}), declarations: [broken] })).to.deep.equal([
      `${file}#: is not a JSON schema: Unexpected end.`,
    ]);
  });

  it("name a value that is not a schema", () => {
    expect(problemsInDeclarations(sourcesWith({ required: "dessert" }))).to.deep.equal([
      `${file}#/required: must be array.`,
    ]);
  });

  it("name a field without a description", () => {
    expect(
      problemsInDeclarations(sourcesWith({ properties: { dessert: { type: "string" } } })),
    ).to.deep.equal([
      `${file}#/properties/dessert/description: is missing: describe what the consumer needs it for.`,
    ]);
  });
});

function sourcesWith(changes: object): Sources {
  return {
    events: [eventFile("kitchen/dessert-eaten.v1.json", "{}")],
    envelope: { file: "contracts/envelope.json", schema: {} },
    hears: { guests: [type] },
    declarations: [declaration(changes)],
    apis: [],
    published: new Map(),
    releases: [],
  };
}

const declaration = (changes: object): DeclarationFile => ({
  file,
  consumer: "guests",
  type,
  schema: { ...relied, ...changes },
});
