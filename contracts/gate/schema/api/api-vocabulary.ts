import { asObject, isJson, type Json } from "../../../generator/contracts.ts";
import { annotations, type Dialect, type Unsupported } from "../keywords.ts";
import { unsupportedInNamed } from "../vocabulary.ts";
import { methods, repeatedIn, wrongOperations } from "./api-operation-rules.ts";
import {
  annotation,
  each,
  flag,
  list,
  named,
  only,
  orShared,
  type Rule,
  schema,
  shape,
  text,
} from "./api-rules.ts";

/** The unsupported parts of an OpenAPI document: everything that is not named in this file. */
export function unsupportedInApi(document: Json): readonly Unsupported[] {
  const components = asObject(document.components);
  const schemas = asObject(components.schemas);
  const schema: Dialect = { references: "#/components/schemas/", named: schemas, also: ["default"] };
  const context = { components, schema };
  return [
    ...root(document, "", context),
    ...unsupportedInNamed(schema),
    ...repeatedIn(document),
    ...wrongOperations(document, components),
  ];
}

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

// Lower case and without parameters, so that equal media types are equal strings.
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;

const described = { "description?": annotation };

const sampled = { "example?": annotation, "examples?": annotation };

const content = each(mediaType, shape({ schema, ...sampled }));

const header = shape({ ...described, ...sampled, "deprecated?": flag, "required?": flag, schema });

const parameter = shape({
  ...described,
  ...sampled,
  "deprecated?": flag,
  name: only((value) => typeof value === "string" && value !== "" && !(value in {}), "must be a name"),
  in: only((value) => placesOfParameters.includes(value), `must be one of path, query, header, cookie`),
  "required?": flag,
  schema,
});

const placesOfParameters: readonly unknown[] = ["path", "query", "header", "cookie"];

const response = shape({ ...described, "headers?": each(headerName, header), "content?": content });

const security = list(each(named, list(text)));

const operation = shape({
  ...described,
  "tags?": annotation,
  "summary?": annotation,
  "deprecated?": flag,
  "operationId?": text,
  "security?": security,
  "parameters?": list(orShared("parameters", parameter)),
  "requestBody?": shape({ ...described, "required?": flag, content }),
  responses: each(/^[1-5][0-9][0-9]$/, orShared("responses", response)),
});

const pathItem = shape({
  ...described,
  "summary?": annotation,
  "parameters?": list(orShared("parameters", parameter)),
  ...Object.fromEntries(methods.map((method) => [`${method}?`, operation])),
});

const http = shape({
  ...described,
  type: text,
  scheme: only((value) => typeof value === "string" && value !== "", "must be a string"),
  "bearerFormat?": text,
});

const apiKey = shape({
  ...described,
  type: text,
  name: text,
  in: only(
    (value) => value !== "path" && placesOfParameters.includes(value),
    "must be one of query, header, cookie",
  ),
});

const securityScheme: Rule = (value, pointer, context) => {
  const type = isJson(value) ? value.type : undefined;
  if (type === "http") return http(value, pointer, context);
  if (type === "apiKey") return apiKey(value, pointer, context);
  return [[`${pointer}/type`, `${JSON.stringify(type)} is not supported: "type" is http or apiKey`]];
};

const root = shape({
  openapi: only(
    (value) => typeof value === "string" && /^3\.1\.\d+$/.test(value),
    "is not a supported OpenAPI version: use 3.1",
  ),
  "info?": annotation,
  "tags?": annotation,
  "externalDocs?": annotation,
  "servers?": list(shape({ ...described, url: text })),
  "security?": security,
  paths: each(/^\//, pathItem),
  "components?": shape({
    "schemas?": (value, pointer) => (isJson(value) ? [] : [[pointer, "must be an object"]]),
    "parameters?": each(named, parameter),
    "responses?": each(named, response),
    "securitySchemes?": each(named, securityScheme),
  }),
});

/** The keywords of an OpenAPI document that only people read. */
export const apiAnnotations: ReadonlySet<string> = new Set([
  ...annotations,
  ..."info tags externalDocs summary example".split(" "),
]);
