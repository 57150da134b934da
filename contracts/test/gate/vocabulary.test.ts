import { expect } from "chai";
import { check } from "../../gate/check.ts";
import { outsideOfApi } from "../../gate/schema/api-vocabulary.ts";
import { outsideIn } from "../../gate/schema/vocabulary.ts";
import { eventFile, type Json } from "../../generator/contracts.ts";
import { problemsInApis } from "../../generator/problems.ts";
import { type Copy, copied, edited, set } from "./contracts-copy.ts";

const text = { type: "string" };
const shared = { D: { type: "string" } };
const reference = { $ref: "#/definitions/D" };

/** A field that the gate cannot compare, and where it says so. */
const refused: readonly (readonly [name: string, field: unknown, pointer: string, says: string])[] = [
  ["anyOf over $refs", { anyOf: [reference] }, "/anyOf", "give each shape a field"],
  ["oneOf", { type: "string", oneOf: [text] }, "/oneOf", "give each shape a field"],
  ["not", { type: "string", not: reference }, "/not", "let the code of the producer"],
  ["if", { type: "object", if: { required: ["a"] } }, "/if", "leave it out"],
  ["else", { type: "object", else: reference }, "/else", "leave it out"],
  ["dependencies", { type: "object", dependencies: { a: reference } }, "/dependencies", "leave it out"],
  ["contains", { type: "array", items: text, contains: reference }, "/contains", "leave it out"],
  ["propertyNames", { type: "object", propertyNames: text }, "/propertyNames", "leave it out"],
  ["patternProperties", { type: "object", patternProperties: { a: text } }, "/patternProperties", "list"],
  ["a map", { type: "object", additionalProperties: reference }, "/additionalProperties", "list of objects"],
  ["a tuple", { type: "array", items: [text, text] }, "/items", "a tuple"],
  ["additionalItems", { type: "array", items: text, additionalItems: false }, "/additionalItems", "objects"],
  ["a list of anything", { type: "array" }, "/items", "is missing"],
  ["true", true, "", "is no schema that can be compared"],
  ["false", false, "", "is no schema that can be compared"],
  ["no type", {}, "/type", '"type" is missing'],
  ["two types", { type: ["string", "integer"] }, "/type", 'one of them and "null"'],
  ["null alone", { type: "null" }, "/type", "cannot be compared"],
  ["an enum beside a limit", { type: "string", enum: ["a"], maxLength: 3 }, "/maxLength", 'beside "enum"'],
  ["an enum beside a pattern", { type: "string", enum: ["a"], pattern: "a" }, "/pattern", 'beside "enum"'],
  ["an enum beside a const", { type: "string", enum: ["a"], const: "a" }, "/const", 'beside "enum"'],
  ["an enum of another type", { type: "string", enum: ["a", 1] }, "/enum", "1 is not of type string"],
  ["an enum with a list", { type: "array", items: text, enum: [["a"]] }, "/enum", "no single value"],
  ["a const of another type", { type: "integer", const: 1.5 }, "/const", "1.5 is not of type integer"],
  ["an enum that repeats itself", { type: "integer", enum: [1, 1.0] }, "/enum", "twice"],
  ["two enums in one allOf", { allOf: [{ enum: ["a"] }, { enum: ["b"] }] }, "/allOf", "exactly one $ref"],
  ["an allOf with more than a $ref", { allOf: [{ ...reference, maxLength: 1 }] }, "/allOf", "exactly one"],
  ["a limit beside a $ref", { ...reference, maxLength: 1 }, "/maxLength", "beside a $ref"],
  ["a type beside an allOf", { type: "string", allOf: [reference] }, "/type", "beside a $ref"],
  ["a $ref into another file", { $ref: "other.json#/D" }, "/$ref", "cannot be followed"],
  ["a $ref to a field", { $ref: "#/properties/field" }, "/$ref", "cannot be followed"],
  ["a $ref to nowhere", { $ref: "#/definitions/X" }, "/$ref", "leads nowhere"],
  ["a $ref to what every object has", { $ref: "#/definitions/toString" }, "/$ref", "cannot be followed"],
  ["another format", { type: "string", format: "hostname" }, "/format", "is not one of uuid"],
  ["a format of numbers", { type: "integer", format: "uuid" }, "/format", "says nothing about"],
  ["a limit of another type", { type: "string", minimum: 1 }, "/minimum", "says nothing about"],
  ["a pattern that is none", { type: "string", pattern: "(" }, "/pattern", "regular expression"],
  ["a step", { type: "number", multipleOf: 0.1 }, "/multipleOf", "whole numbers only"],
  ["a limit beyond numbers", { type: "integer", maximum: 2 ** 53 }, "/maximum", "holds exactly"],
  ["an endless limit", { type: "number", maximum: Number.POSITIVE_INFINITY }, "/maximum", "holds exactly"],
  ["a negative length", { type: "string", minLength: -1 }, "/minLength", "whole number"],
  ["$id", { type: "string", $id: "x" }, "/$id", "named by its path"],
  ["default", { type: "string", default: "x" }, "/default", "say in the description"],
  ["readOnly", { type: "string", readOnly: true }, "/readOnly", "a schema each"],
  ["nullable", { type: "string", nullable: true }, "/nullable", '["string", "null"]'],
  ["discriminator", { type: "object", discriminator: {} }, "/discriminator", "give each shape"],
  ["contentEncoding", { type: "string", contentEncoding: "base64" }, "/contentEncoding", "leave it out"],
  [
    "unevaluatedProperties",
    { type: "object", unevaluatedProperties: false },
    "/unevaluatedProperties",
    "leave",
  ],
  ["an unknown keyword", { type: "string", sauce: "extra" }, "/sauce", "leave it out"],
  ["a required field that is not listed", { type: "object", required: ["a"] }, "/required", "list it there"],
  [
    "a field that every object has",
    { type: "object", properties: { toString: text } },
    "/properties/toString",
    "every object in JavaScript",
  ],
  [
    "definitions within",
    { type: "object", definitions: { D: text } },
    "/definitions",
    "write it at the root",
  ],
];

describe("the closed vocabulary of schemas", () => {
  for (const [name, field, pointer, says] of refused) {
    it(`refuses ${name}`, () => {
      const event = { type: "object", properties: { field }, definitions: shared };
      expect(sentencesFor(outsideIn(event), `/properties/field${pointer}`)).to.contain(says);

      const schema = inApi(field);
      const found = sentencesFor(
        outsideOfApi(api(schema)),
        `/components/schemas/S/properties/field${pointer}`,
      );
      if (name !== "default") expect(found).to.contain(says.replace("definitions", "components/schemas"));
    });
  }

  it("refuses a circle of $refs", () => {
    const definitions = {
      D: { type: "object", properties: { e: { $ref: "#/definitions/E" } } },
      E: { type: "array", items: { $ref: "#/definitions/D" } },
    };
    const found = outsideIn({ type: "object", properties: { field: reference }, definitions });
    expect(found.map(([pointer]) => pointer)).to.deep.equal([
      "/properties/field/$ref",
      "/definitions/D/properties/e/$ref",
      "/definitions/E/items/$ref",
    ]);
  });

  for (const [name, text, says] of [
    ["a key that is there twice", '{ "type": "string", "type": "integer" }', '"type" is there twice'],
    ["the same key, escaped", '{ "a": 1, "\\u0061": 2 }', "is there twice"],
    ["a number that is not held exactly", '{ "maximum": 9007199254740993 }', "cannot be held exactly"],
    ["a fraction that is not", '{ "maximum": 0.30000000000000001 }', "cannot be held exactly"],
    ["a number beyond all", '{ "maximum": 1e400 }', "cannot be held exactly"],
    ["too many levels", `{ "a": ${"[".repeat(200)}${"]".repeat(200)} }`, "more than 100 levels"],
  ] as const) {
    it(`refuses a file with ${name}`, () => {
      const { schema } = eventFile("kitchen/eaten.v1.json", text);
      expect(schema instanceof Error ? schema.message : "").to.contain(says);
    });
  }

  it("reads numbers that are written in other ways", () => {
    const { schema } = eventFile("kitchen/eaten.v1.json", '{ "a": [1e2, 100.0, -0.50, 0, 1E-3, 12000] }');
    expect(schema).to.deep.equal({ a: [100, 100, -0.5, 0, 0.001, 12000] });
  });
});

/** A part of an API that the gate cannot compare. */
const refusedApis: readonly (readonly [name: string, place: string, value: unknown, says: string])[] = [
  ["another version of OpenAPI", "/openapi", "3.0.3", "write it in 3.1"],
  ["webhooks", "/webhooks", {}, "describe what we call"],
  ["a dialect", "/jsonSchemaDialect", "x", "leave it out"],
  ["variables of a server", "/servers/0/variables", {}, "whole url"],
  ["servers of an operation", "/paths/~1s/get/servers", [], "at the root"],
  ["callbacks", "/paths/~1s/get/callbacks", {}, "describe what we call"],
  ["links", "/paths/~1s/get/responses/200/links", {}, "say in the description"],
  ["a default answer", "/paths/~1s/get/responses/default", { description: "Else." }, "name each status"],
  ["a class of answers", "/paths/~1s/get/responses/4XX", { description: "Else." }, "leave it out"],
  ["style", "/paths/~1s/get/parameters/0/style", "form", "takes for granted"],
  ["explode", "/paths/~1s/get/parameters/0/explode", false, "takes for granted"],
  ["allowReserved", "/paths/~1s/get/parameters/0/allowReserved", true, "takes for granted"],
  ["allowEmptyValue", "/paths/~1s/get/parameters/0/allowEmptyValue", true, "leave the parameter out"],
  ["a parameter's content", "/paths/~1s/get/parameters/0/content", {}, "leave it out"],
  ["encoding", "/paths/~1s/get/responses/200/content/application~1json/encoding", {}, "takes for granted"],
  ["a range of media types", "/paths/~1s/get/responses/200/content/*~1*", {}, "leave it out"],
  ["a parameter of a media type", "/paths/~1s/get/responses/200/content/a~1b;c=d", {}, "leave it out"],
  ["an extension", "/paths/~1s/get/x-speed", "fast", "leave it out"],
  ["OAuth", "/components/securitySchemes/bearer", { type: "oauth2", flows: {} }, "http or apiKey"],
  ["shared headers", "/components/headers", {}, "leave it out"],
  ["a schema that is missing", "/paths/~1s/get/parameters/0", { name: "a", in: "query" }, "is missing"],
  ["a $ref of a path", "/paths/~1s/$ref", "#/x", "write it where it is used"],
];

describe("the closed vocabulary of HTTP APIs", function () {
  this.timeout(60_000);

  for (const [name, place, value, says] of refusedApis) {
    it(`refuses ${name}, when it is generated and when it is compared, in the old version and in the new`, async () => {
      const { change } = set("api.json", place, value);
      const schema: Json = JSON.parse(change(JSON.stringify(api({ type: "string" }))) ?? "");
      const [first] = problemsInApis([{ file: "api.json", schema }]);
      expect(first).to.contain("api.json#/").and.to.contain(says);
    });
  }

  it("is fine with a plain document", () => {
    expect(outsideOfApi(api({ type: "string" }))).to.deep.equal([]);
  });

  it("refuses a credential that is not described, a path's name that is no parameter, and one id twice", () => {
    const get = {
      operationId: "read",
      security: [{ key: [] }],
      responses: { 200: { description: "It." } },
    };
    const found = outsideOfApi({ openapi: "3.1.0", paths: { "/a/{b}": { get }, "/a": { get } } });
    expect(found.map(([, sentence]) => sentence)).to.deep.equal([
      "read names another operation already",
      "the path's {b} must be among its parameters, and required",
      "key is not among the securitySchemes",
      "key is not among the securitySchemes",
    ]);
  });

  for (const side of ["old", "new"] as const) {
    it(`fails the gate with status 2 in the ${side} version, with file and pointer`, async () => {
      const [older, newer]: Copy[] = [await copied(), await copied()];
      if (!older || !newer) return;
      const edits = [
        set("http/orders.openapi.json", "/components/schemas/Status/anyOf", [{ type: "string" }]),
        set("events/orders/order-placed.v1.json", "/properties/note/not", { const: "x" }),
      ];
      await edited(side === "old" ? older : newer, edits);
      const said: string[] = [];
      const asked = {
        folder: newer.folder,
        repository: newer.folder,
        say: (line: string) => said.push(line),
      };
      expect(await check(asked, older.folder)).to.equal(2);
      const text = said.join("\n");
      expect(text).to.contain('http/orders.openapi.json#/components/schemas/Status/anyOf: "anyOf" cannot');
      expect(text).to.contain('events/orders/order-placed.v1.json#/properties/note/not: "not" cannot');
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
