import { asList, asObject, isJson, type Json } from "../../../generator/contracts.ts";
import { canonical, escaped, type Place, targetOf } from "../flatten.ts";
import { methods, parameterName } from "./api-operation-rules.ts";

/** One operation of an API: a method of a path. */
export interface Operation {
  /** "POST /orders" */
  readonly name: string;
  readonly place: Place;
  readonly parameters: ReadonlyMap<string, Place>;
  /** The schema of the request body, by content type. */
  readonly body: ReadonlyMap<string, Place>;
  readonly needsBody: boolean;
  readonly responses: ReadonlyMap<string, Response>;
  /** The alternatives that a client can choose from, each a set of credentials; an empty set needs none. */
  readonly security: readonly ReadonlySet<string>[];
}

export interface Response {
  readonly place: Place;
  readonly content: ReadonlyMap<string, Place>;
  readonly headers: ReadonlyMap<string, Place>;
}

/** The operations of an OpenAPI document, by name. */
export function operationsOf(whole: Place): ReadonlyMap<string, Operation> {
  const operations = children(whole, "paths").flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const place = child(item, method);
      return place ? [operationOf(`${method.toUpperCase()} ${path}`, place, item)] : [];
    }),
  );
  return new Map(operations.map((one) => [one.name, one]));
}

function operationOf(name: string, place: Place, item: Place): Operation {
  const body = child(place, "requestBody");
  const parameters = [...listed(item, "parameters"), ...listed(place, "parameters")];
  return {
    name,
    place,
    parameters: new Map(parameters.map((one) => [parameterName(one.schema), one])),
    body: body ? contentOf(body) : new Map(),
    needsBody: body?.schema.required === true,
    responses: new Map(
      children(place, "responses").map(([status, response]) => [
        status,
        {
          place: response,
          content: contentOf(response),
          headers: new Map(children(response, "headers").map(([name, one]) => [name.toLowerCase(), one])),
        },
      ]),
    ),
    security: alternativesIn(place.root, place.schema.security ?? place.root.security),
  };
}

/** Credentials are identified by their definition, because the document may rename them. */
function alternativesIn({ components }: Json, security: unknown): readonly ReadonlySet<string>[] {
  const known = asObject(asObject(components).securitySchemes);
  const credential = ([name, scopes]: readonly [string, unknown]) => {
    const { description, scheme, ...rest } = asObject(known[name]);
    // HTTP authentication schemes are case-insensitive.
    const kind = typeof scheme === "string" ? scheme.toLowerCase() : undefined;
    return canonical({ ...rest, scheme: kind, scopes: [...asList(scopes)].sort() });
  };
  const alternatives = asList(security).filter(isJson);
  return alternatives.length === 0
    ? [new Set()]
    : alternatives.map((way) => new Set(Object.entries(way).map((one) => credential(one))));
}

/** The URLs of the API; clients use the first by default. */
export function serversOf({ servers }: Json): readonly string[] {
  const urls = asList(servers)
    .filter(isJson)
    .map(({ url }) => String(url));
  return urls.length > 0 ? urls : ["/"];
}

/** The schema of a parameter, a header or a media type. */
export const schemaIn = (place: Place): Place | undefined => child(place, "schema");

function contentOf(place: Place): ReadonlyMap<string, Place> {
  return new Map(
    children(place, "content").flatMap(([type, media]) => {
      const schema = schemaIn(media);
      return schema ? [[type, schema] as const] : [];
    }),
  );
}

function children(place: Place, key: string): readonly (readonly [string, Place])[] {
  return Object.entries(asObject(place.schema[key])).flatMap(([name, found]) => {
    const one = inside(place, found, `${key}/${escaped(name)}`);
    return one ? [[name, one] as const] : [];
  });
}

function child(place: Place, key: string): Place | undefined {
  return inside(place, place.schema[key], escaped(key));
}

function listed(place: Place, key: string): readonly Place[] {
  return asList(place.schema[key]).flatMap((one, at) => inside(place, one, `${key}/${at}`) ?? []);
}

// Resolves a $ref, except one to a schema: schemas are compared together with their $refs.
function inside(place: Place, found: unknown, under: string): Place | undefined {
  if (!isJson(found)) return undefined;
  const one = { ...place, schema: found, pointer: `${place.pointer}/${under}` };
  const { $ref } = found;
  return typeof $ref === "string" && !$ref.startsWith("#/components/schemas/") ? targetOf(one, $ref) : one;
}
