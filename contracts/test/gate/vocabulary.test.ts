// One example per rule of the vocabulary; hence the length.

import { expect } from "chai";
import { check } from "../../gate/check.ts";
import { unsupportedInApi } from "../../gate/schema/api/api-vocabulary.ts";
import { unsupportedInFile } from "../../gate/schema/vocabulary.ts";
import { eventFile, type Json } from "../../generator/contracts.ts";
import { problemsInApis } from "../../generator/problems.ts";
import { applyEdits, type Copy, copyContracts, set } from "./contracts-copy.ts";

const text = { type: "string" };
const shared = { D: { type: "string" } };
const reference = { $ref: "#/definitions/D" };

/** A field that the gate cannot compare, and the pointer that it reports. */
const refused: readonly (readonly [name: string, field: unknown, pointer: string, says: string])[] = [
  [
    "anyOf over $refs",
    { anyOf: [reference] },
    "/anyOf",
    "use a separate field, event or operation for each shape",
  ],
  [
    "oneOf",
    { type: "string", oneOf: [text] },
    "/oneOf",
    "use a separate field, event or operation for each shape",
  ],
  ["not", { type: "string", not: reference }, "/not", "enforce the rule in the producer's code"],
  ["if", { type: "object", if: { required: ["a"] } }, "/if", "remove it"],
  ["else", { type: "object", else: reference }, "/else", "remove it"],
  ["dependencies", { type: "object", dependencies: { a: reference } }, "/dependencies", "remove it"],
  ["contains", { type: "array", items: text, contains: reference }, "/contains", "remove it"],
  ["propertyNames", { type: "object", propertyNames: text }, "/propertyNames", "remove it"],
  ["patternProperties", { type: "object", patternProperties: { a: text } }, "/patternProperties", "array"],
  ["a map", { type: "object", additionalProperties: reference }, "/additionalProperties", "array of objects"],
  ["a tuple", { type: "array", items: [text, text] }, "/items", "a tuple"],
  ["additionalItems", { type: "array", items: text, additionalItems: false }, "/additionalItems", "objects"],
  ["a list of anything", { type: "array" }, "/items", "is missing"],
  ["true", true, "", "is not a schema that can be compared"],
  ["false", false, "", "is not a schema that can be compared"],
  ["no type", {}, "/type", '"type" is missing'],
  ["two types", { type: ["string", "integer"] }, "/type", 'one of them and "null"'],
  ["null alone", { type: "null" }, "/type", "is not supported"],
  ["an enum beside a limit", { type: "string", enum: ["a"], maxLength: 3 }, "/maxLength", 'beside "enum"'],
  ["an enum beside a pattern", { type: "string", enum: ["a"], pattern: "a" }, "/pattern", 'beside "enum"'],
  ["an enum beside a const", { type: "string", enum: ["a"], const: "a" }, "/const", 'beside "enum"'],
  [
    "an enum of another type",
    { type: "string", enum: ["a", 1] },
    "/enum",
    "1 is not a scalar of type string",
  ],
  ["an enum with a list", { type: "array", items: text, enum: [["a"]] }, "/enum", "is not a scalar"],
  [
    "a const of another type",
    { type: "integer", const: 1.5 },
    "/const",
    "1.5 is not a scalar of type integer",
  ],
  ["an enum that repeats itself", { type: "integer", enum: [1, 1.0] }, "/enum", "twice"],
  ["two enums in one allOf", { allOf: [{ enum: ["a"] }, { enum: ["b"] }] }, "/allOf", "exactly one $ref"],
  ["an allOf with more than a $ref", { allOf: [{ ...reference, maxLength: 1 }] }, "/allOf", "exactly one"],
  ["a limit beside a $ref", { ...reference, maxLength: 1 }, "/maxLength", "next to a $ref"],
  ["a type beside an allOf", { type: "string", allOf: [reference] }, "/type", "next to a $ref"],
  ["a $ref into another file", { $ref: "other.json#/D" }, "/$ref", "is not supported"],
  ["a $ref to a field", { $ref: "#/properties/field" }, "/$ref", "is not supported"],
  ["a $ref to nowhere", { $ref: "#/definitions/X" }, "/$ref", "does not exist"],
  ["a $ref to what every object has", { $ref: "#/definitions/toString" }, "/$ref", "is not supported"],
  ["another format", { type: "string", format: "hostname" }, "/format", "is not one of uuid"],
  ["a format of numbers", { type: "integer", format: "uuid" }, "/format", "does not apply to"],
  ["a limit of another type", { type: "string", minimum: 1 }, "/minimum", "does not apply to"],
  ["a pattern that is none", { type: "string", pattern: "(" }, "/pattern", "regular expression"],
  ["a step", { type: "number", multipleOf: 0.1 }, "/multipleOf", "all values are integers"],
  ["a limit beyond numbers", { type: "integer", maximum: 2 ** 53 }, "/maximum", "represent exactly"],
  [
    "an endless limit",
    { type: "number", maximum: Number.POSITIVE_INFINITY },
    "/maximum",
    "represent exactly",
  ],
  ["a negative length", { type: "string", minLength: -1 }, "/minLength", "non-negative integer"],
  ["$id", { type: "string", $id: "x" }, "/$id", "the path of a schema is its name"],
  ["default", { type: "string", default: "x" }, "/default", "describe the default"],
  ["readOnly", { type: "string", readOnly: true }, "/readOnly", "separate schemas"],
  ["nullable", { type: "string", nullable: true }, "/nullable", '["string", "null"]'],
  ["discriminator", { type: "object", discriminator: {} }, "/discriminator", "for each shape"],
  ["contentEncoding", { type: "string", contentEncoding: "base64" }, "/contentEncoding", "remove it"],
  [
    "unevaluatedProperties",
    { type: "object", unevaluatedProperties: false },
    "/unevaluatedProperties",
    "remove it",
  ],
  ["an unknown keyword", { type: "string", sauce: "extra" }, "/sauce", "remove it"],
  ["a required field that is not listed", { type: "object", required: ["a"] }, "/required", "add it there"],
  [
    "a field that every object has",
    { type: "object", properties: { toString: text } },
    "/properties/toString",
    "every JavaScript object",
  ],
  ["definitions within", { type: "object", definitions: { D: text } }, "/definitions", "move it to the root"],
];

describe("The closed vocabulary of schemas", () => {
  for (const [name, field, pointer, says] of refused) {
    it(`refuses ${name}`, () => {
      const event = { type: "object", properties: { field }, definitions: shared };
      expect(sentencesFor(unsupportedInFile(event), `/properties/field${pointer}`)).to.contain(says);

      const schema = inApi(field);
      const found = sentencesFor(
        unsupportedInApi(api(schema)),
        `/components/schemas/S/properties/field${pointer}`,
      );
      if (name !== "default") expect(found).to.contain(says.replace("definitions", "components/schemas"));
    });
  }

  it("refuses a cycle of $refs", () => {
    const definitions = {
      D: { type: "object", properties: { e: { $ref: "#/definitions/E" } } },
      E: { type: "array", items: { $ref: "#/definitions/D" } },
    };
    const found = unsupportedInFile({ type: "object", properties: { field: reference }, definitions });
    expect(found.map(([pointer]) => pointer)).to.deep.equal([
      "/properties/field/$ref",
      "/definitions/D/properties/e/$ref",
      "/definitions/E/items/$ref",
    ]);
  });

  for (const [name, text, says] of [
    ["a key that is a duplicate key", '{ "type": "string", "type": "integer" }', '"type" is a duplicate key'],
    ["the same key, escaped", '{ "a": 1, "\\u0061": 2 }', "is a duplicate key"],
    ["a number that is not held exactly", '{ "maximum": 9007199254740993 }', "cannot be represented exactly"],
    ["a fraction that is not", '{ "maximum": 0.30000000000000001 }', "cannot be represented exactly"],
    ["a number beyond all", '{ "maximum": 1e400 }', "cannot be represented exactly"],
    ["too many levels", `{ "a": ${"[".repeat(200)}${"]".repeat(200)} }`, "more than 100 levels"],
  ] as const) {
    it(`refuses a file with ${name}`, () => {
      const { schema } = eventFile("kitchen/eaten.v1.json", text);
      expect(schema instanceof Error ? schema.message : "").to.contain(says);
    });
  }

  it("reads numbers in other notations", () => {
    const { schema } = eventFile("kitchen/eaten.v1.json", '{ "a": [1e2, 100.0, -0.50, 0, 1E-3, 12000] }');
    expect(schema).to.deep.equal({ a: [100, 100, -0.5, 0, 0.001, 12000] });
  });
});

/** A part of an API that the gate cannot compare. */
const refusedApis: readonly (readonly [name: string, place: string, value: unknown, says: string])[] = [
  ["another version of OpenAPI", "/openapi", "3.0.3", "use 3.1"],
  ["webhooks", "/webhooks", {}, "describe the call"],
  ["a dialect", "/jsonSchemaDialect", "x", "remove it"],
  ["variables of a server", "/servers/0/variables", {}, "write out the URL"],
  ["servers of an operation", "/paths/~1s/get/servers", [], "at the root"],
  ["callbacks", "/paths/~1s/get/callbacks", {}, "describe the call"],
  ["links", "/paths/~1s/get/responses/200/links", {}, "describe the next operation"],
  ["a default answer", "/paths/~1s/get/responses/default", { description: "Else." }, "list each status"],
  ["a class of answers", "/paths/~1s/get/responses/4XX", { description: "Else." }, "remove it"],
  ["style", "/paths/~1s/get/parameters/0/style", "form", "default serialization"],
  ["explode", "/paths/~1s/get/parameters/0/explode", false, "default serialization"],
  ["allowReserved", "/paths/~1s/get/parameters/0/allowReserved", true, "default serialization"],
  ["allowEmptyValue", "/paths/~1s/get/parameters/0/allowEmptyValue", true, "let clients omit the parameter"],
  ["a parameter's content", "/paths/~1s/get/parameters/0/content", {}, "remove it"],
  ["encoding", "/paths/~1s/get/responses/200/content/application~1json/encoding", {}, "default encoding"],
  ["a range of media types", "/paths/~1s/get/responses/200/content/*~1*", {}, "remove it"],
  ["a parameter of a media type", "/paths/~1s/get/responses/200/content/a~1b;c=d", {}, "remove it"],
  ["an extension", "/paths/~1s/get/x-speed", "fast", "remove it"],
  ["OAuth", "/components/securitySchemes/bearer", { type: "oauth2", flows: {} }, "http or apiKey"],
  ["shared headers", "/components/headers", {}, "remove it"],
  ["a schema that is missing", "/paths/~1s/get/parameters/0", { name: "a", in: "query" }, "is missing"],
  ["a $ref of a path", "/paths/~1s/$ref", "#/x", "inline it"],
];

describe("The closed vocabulary of HTTP APIs", () => {
  for (const [name, place, value, says] of refusedApis) {
    it(`refuses ${name} when generating, and when comparing, in either version`, async () => {
      const { change } = set("api.json", place, value);
      const schema: Json = JSON.parse(change(JSON.stringify(api({ type: "string" }))) ?? "");
      const [first] = problemsInApis([{ file: "api.json", schema }]);
      expect(first).to.contain("api.json#/").and.to.contain(says);
    });
  }

  it("accepts a plain document", () => {
    expect(unsupportedInApi(api({ type: "string" }))).to.deep.equal([]);
  });

  it("refuses an undefined credential, a path name without a parameter, and a repeated id", () => {
    const get = {
      operationId: "read",
      security: [{ key: [] }],
      responses: { 200: { description: "It." } },
    };
    const found = unsupportedInApi({ openapi: "3.1.0", paths: { "/a/{b}": { get }, "/a": { get } } });
    expect(found.map(([, sentence]) => sentence)).to.deep.equal([
      "another operation already has the operationId read",
      "the path has {b}: declare it as a required path parameter",
      "key is not one of the securitySchemes",
      "key is not one of the securitySchemes",
    ]);
  });

  for (const side of ["old", "new"] as const) {
    it(`fails the gate with status 2 in the ${side} version, with file and pointer`, async () => {
      const [older, newer]: Copy[] = [await copyContracts(), await copyContracts()];
      if (!older || !newer) return;
      const edits = [
        set("http/orders.openapi.json", "/components/schemas/Status/anyOf", [{ type: "string" }]),
        set("events/orders/order-placed.v1.json", "/properties/note/not", { const: "x" }),
      ];
      await applyEdits(side === "old" ? older : newer, edits);
      const said: string[] = [];
      const asked = {
        folder: newer.folder,
        repository: newer.folder,
        print: (line: string) => said.push(line),
      };
      expect(await check(asked, older.folder)).to.equal(2);
      const text = said.join("\n");
      expect(text).to.contain(
        'http/orders.openapi.json#/components/schemas/Status/anyOf: "anyOf" is not supported',
      );
      expect(text).to.contain(
        'events/orders/order-placed.v1.json#/properties/note/not: "not" is not supported',
      );
      await older.remove();
      await newer.remove();
    });
  }
});

function sentencesFor(found: readonly (readonly [string, string])[], pointer: string): string {
  return found
    .filter(([at]) => at === pointer)
    .map(([, sentence]) => sentence)
    .join("\n");
}

function inApi(field: unknown): unknown {
  const moved = JSON.stringify(field).replaceAll("#/definitions/", "#/components/schemas/");
  // JSON knows no infinity.
  return {
    type: "object",
    properties: { field: moved === JSON.stringify(field) ? field : JSON.parse(moved) },
  };
}

function api(schema: unknown): Json {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/S" } } };
  return {
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths: {
      "/s": {
        get: {
          parameters: [{ name: "a", in: "query", schema: { type: "string" } }],
          responses: { 200: { description: "It.", content } },
        },
      },
    },
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: { S: schema, ...shared },
    },
  };
}
