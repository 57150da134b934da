import { isDeepStrictEqual } from "node:util";
import { isJson } from "../../generator/contracts.ts";
import { changed, type Draft, type Drawing, drawSchema, isDraft } from "./draw-schema.ts";
import type { Random } from "./random.ts";

const paths = ["/a", "/b/{id}"];
const methods = ["get", "post"];
const mediaTypes = ["application/json", "text/plain"];
const credentials: readonly Draft[] = [
  { type: "http", scheme: "bearer" },
  { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  { type: "http", scheme: "basic" },
  { type: "apiKey", name: "key", in: "header" },
  { type: "apiKey", name: "key", in: "query" },
];

/** An unsupported part that a developer might add. */
const foreign: readonly (readonly [string, unknown])[] = [
  ["style", "form"],
  ["explode", true],
  ["callbacks", {}],
  ["links", {}],
  ["x-limit", 3],
  ["servers", []],
  ["allowEmptyValue", true],
  ["encoding", {}],
  ["description", "In words."],
  ["summary", "In short."],
  ["deprecated", true],
];

function drawingOf(random: Random): Drawing {
  const named = ["S", "T"];
  return { random, references: "#/components/schemas/", named, wild: random.chance(0.15) ? 0.05 : 0 };
}

/** Two versions of an HTTP API. */
export function drawApis(random: Random): readonly [Draft, Draft] {
  const drawing = drawingOf(random);
  const before = drawApi(drawing);
  let after = changedApi(before, drawing);
  while (random.chance(0.3)) after = changedApi(after, drawing);
  return [before, after];
}

function drawApi(drawing: Drawing): Draft {
  const { random } = drawing;
  const flat = { ...drawing, named: [] };
  return {
    openapi: "3.1.0",
    info: { title: "Drawn", version: "1" },
    ...(random.chance(0.5) ? { servers: [{ url: random.pick(["/", "/v1"]) }] } : {}),
    ...(random.chance(0.7) ? { security: [{ one: [] }] } : {}),
    paths: Object.fromEntries(
      random.some(paths, 0.7).map((path) => [
        path,
        {
          ...(path.includes("{")
            ? { parameters: [{ name: "id", in: "path", required: true, schema: drawSchema(flat, 0) }] }
            : {}),
          ...Object.fromEntries(random.some(methods, 0.6).map((method) => [method, drawOperation(drawing)])),
        },
      ]),
    ),
    components: {
      securitySchemes: { one: random.pick(credentials), two: random.pick(credentials) },
      responses: { Shared: drawResponse(drawing) },
      schemas: { S: drawSchema(flat, 1), T: drawSchema({ ...flat, named: ["S"] }, 1) },
    },
  };
}

function drawOperation(drawing: Drawing): Draft {
  const { random } = drawing;
  return {
    ...(random.chance(0.2) ? { security: random.pick([[], [{ two: [] }], [{ one: [] }, { two: [] }]]) } : {}),
    ...(random.chance(0.5)
      ? { parameters: random.some(["q", "r"]).map((name) => drawParameter(drawing, name)) }
      : {}),
    ...(random.chance(0.5)
      ? { requestBody: { required: random.chance(0.5), content: drawContent(drawing) } }
      : {}),
    responses: {
      200: random.chance(0.3) ? { $ref: "#/components/responses/Shared" } : drawResponse(drawing),
      ...(random.chance(0.3) ? { 404: drawResponse(drawing) } : {}),
    },
  };
}

const drawParameter = (drawing: Drawing, name: string): Draft => ({
  name,
  in: drawing.random.pick(["query", "header"]),
  ...(drawing.random.chance(0.4) ? { required: drawing.random.chance(0.6) } : {}),
  schema: drawSchema(drawing, 0),
});

const drawContent = (drawing: Drawing): Draft =>
  Object.fromEntries(
    (drawing.random.chance(0.8) ? mediaTypes.slice(0, 1) : mediaTypes).map((type) => [
      type,
      { schema: drawSchema(drawing, 1) },
    ]),
  );

function drawResponse(drawing: Drawing): Draft {
  const { random } = drawing;
  const header = () => ({
    ...(random.chance(0.5) ? { required: random.chance(0.7) } : {}),
    schema: drawSchema(drawing, 0),
  });
  return {
    description: "It.",
    ...(random.chance(0.4) ? { headers: { ETag: header() } } : {}),
    ...(random.chance(0.8) ? { content: drawContent(drawing) } : {}),
  };
}

function changedApi(api: Draft, drawing: Drawing): Draft {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const copy = structuredClone(api);
    changeSomething(copy, drawing);
    if (!isDeepStrictEqual(copy, api)) return copy;
  }
  return api;
}

/** Redraws a random part of the document. */
function changeSomething(api: Draft, drawing: Drawing): void {
  const { random } = drawing;
  const all = objectsIn(api);
  const [key, place] = random.pick(all.filter(([, one]) => isDraft(one)));
  if (!isDraft(place)) return;
  const schema = place.schema;
  const deeds: (() => void)[] = [
    () => {
      if (isDraft(schema)) place.schema = changed(schema, drawing);
    },
    () => {
      if (isDraft(schema)) place.schema = drawSchema(drawing, 1);
    },
    () => {
      const names = Object.keys(place);
      if (names.length > 0) delete place[random.pick(names)];
    },
    () => {
      const [name, value] = random.pick(foreign);
      if (random.chance(0.3)) place[name] = value;
    },
    () => {
      if ("required" in place || "schema" in place || key === "requestBody")
        place.required = random.chance(0.5);
    },
    () => {
      if (key === "securitySchemes") place.one = random.pick(credentials);
      if ("responses" in place)
        place.security = random.pick([[], [{ one: [] }], [{ two: [] }], [{ one: [], two: [] }]]);
      if ("openapi" in place)
        place.servers = random.pick([[{ url: "/v1" }], [{ url: "/" }, { url: "/v1" }], []]);
    },
    () => {
      if ("responses" in place) place.operationId = random.pick(["read", "write"]);
      if (key === "responses") place[random.pick(["200", "201", "404", "500"])] = drawResponse(drawing);
      if (key === "content") Object.assign(place, drawContent(drawing));
      if (key === "headers") place[random.pick(["ETag", "etag", "Age"])] = { schema: drawSchema(drawing, 0) };
      if ("responses" in place) place.parameters = [drawParameter(drawing, random.pick(["q", "r"]))];
      if (key === "schemas") place.S = drawSchema({ ...drawing, named: [] }, 1);
    },
  ];
  random.pick(deeds)();
}

function objectsIn(value: unknown, key = ""): (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsIn(one, key));
  if (!isJson(value)) return [];
  const inside = Object.entries(value).filter(([name]) => name !== "schema" && name !== "S" && name !== "T");
  return [[key, value], ...inside.flatMap(([name, one]) => objectsIn(one, name))];
}
