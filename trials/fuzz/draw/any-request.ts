import fc from "fast-check";
import { type Operation, operationsOf, schemaIn } from "#contracts/gate/schema/api/api-operations.ts";
import { flatten, type Place, wholeFile } from "#contracts/gate/schema/flatten.ts";
import type { Json } from "#contracts/generator/contracts.ts";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { anyTransport, type Transport } from "../transport.ts";
import { anyDamage, type Damage } from "./damage.ts";
import { anyEncoding, anyPadding, type Encoding } from "./encoding.ts";
import { hostileText } from "./hostile.ts";

/** The user whose token is sent, or what is sent instead of a token. */
export type Token =
  | "ada"
  | "sam"
  | "marie"
  | "none"
  | "forged"
  | "expired"
  | "unsigned"
  | "garbage"
  | "basic";

/** A request to an API, valid or not. */
export interface RequestCase {
  readonly operation: Operation;
  readonly method: string;
  /** The path parameters, not encoded yet. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly token: Token;
  readonly key: string | undefined;
  readonly isSigned: boolean;
  readonly contentType: string | undefined;
  readonly body: BodyCase | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly transport: Transport;
}

export interface BodyCase {
  readonly data: unknown;
  readonly damages: readonly Damage[];
  readonly encoding: Encoding;
  readonly schema: Place;
}

/** The id of an existing order of Ada's. */
export const anOrder = "a0000000-0000-4000-8000-000000000000";

/** Any request to an operation of this API, mostly with one thing wrong. */
export function anyRequestCase(file: string, openapi: Json): fc.Arbitrary<RequestCase> {
  const operations = [...operationsOf(wholeFile({ file, schema: openapi })).values()].map(anyRequestTo);
  return fc.oneof(...operations);
}

function anyRequestTo(operation: Operation): fc.Arbitrary<RequestCase> {
  const [method = "GET"] = operation.name.split(" ");
  const [body] = operation.body.values();
  return fc.record({
    operation: fc.constant(operation),
    method: mostly(
      fc.constant(method),
      fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"),
    ),
    path: anyPath(operation),
    query: anyQuery(operation),
    token: mostly(
      fc.constantFrom<Token>("ada", "ada", "sam", "marie"),
      fc.constantFrom<Token>("none", "forged", "expired", "unsigned", "garbage", "basic"),
    ),
    key: fc.oneof(
      { weight: 6, arbitrary: fc.uuid() },
      { weight: 2, arbitrary: fc.constantFrom("one", "two", '"quoted"') },
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: hostileText() },
    ),
    isSigned: mostly(fc.constant(true), fc.constant(false)),
    contentType: anyContentType(body !== undefined),
    body: body ? mostly(anyBody(body), fc.constant(undefined)) : fc.constant(undefined),
    headers: mostly(fc.constant([]), anyHeaders()),
    transport: anyTransport(),
  });
}

/** The usual value nine times out of ten. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });

const known: Readonly<Record<string, readonly string[]>> = {
  orderId: [anOrder],
  restaurantId: ["trattoria-sole", "green-bowl"],
  courierId: ["marie", "jules"],
};

function anyPath({ parameters }: Operation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const ofPath = [...parameters.values()].filter(({ schema }) => schema.in === "path");
  const values = ofPath.map((parameter) => {
    const name = String(parameter.schema.name);
    const there = fc.constantFrom(...(known[name] ?? ["nothing-known"]));
    return [name, mostly(fc.oneof(there, anyValue(parameter)), hostileText())] as const;
  });
  return fc.record(Object.fromEntries(values), { noNullPrototype: true });
}

function anyQuery({ parameters }: Operation): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const ofQuery = [...parameters.values()].filter(({ schema }) => schema.in === "query");
  const pairs = ofQuery.map((parameter) =>
    fc.tuple(fc.constant(String(parameter.schema.name)), mostly(anyValue(parameter), hostileText())),
  );
  const strange = fc.tuple(hostileText(), hostileText());
  const usual = ofQuery.some(({ schema }) => schema.required === true)
    ? fc.tuple(...pairs)
    : fc.oneof(fc.constant([]), fc.tuple(...pairs));
  return mostly(usual, fc.array(fc.oneof(strange, ...pairs), { maxLength: 4 }));
}

const anyValue = (parameter: Place): fc.Arbitrary<string> => {
  const schema = schemaIn(parameter);
  const valid = schema ? anyOf(schema).map(String) : fc.string();
  return parameter.schema.name === "orderId" ? fc.oneof(fc.constant(anOrder), valid) : valid;
};

const anyContentType = (hasBody: boolean): fc.Arbitrary<string | undefined> => {
  const json = fc.constantFrom("application/json", "application/json; charset=utf-8");
  const others = ["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data"];
  const more = [
    "application/json; charset=iso-8859-1",
    "application/x-www-form-urlencoded",
    "application/problem+json",
  ];
  const odd = fc.oneof(fc.constantFrom(...others, ...more), fc.constant(undefined), hostileText());
  return hasBody ? mostly(json, odd) : mostly(fc.constant(undefined), odd);
};

function anyBody(schema: Place): fc.Arbitrary<BodyCase> {
  const { examples } = flatten(schema).schema;
  const valid = anyOf(schema);
  return fc.record({
    data: Array.isArray(examples) ? fc.oneof(fc.constantFrom<unknown>(...examples), valid) : valid,
    damages: fc.oneof(fc.constant([]), fc.array(anyDamage(), { maxLength: 3 })),
    encoding: fc.oneof({ weight: 200, arbitrary: anyEncoding() }, { weight: 1, arbitrary: anyPadding() }),
    schema: fc.constant(schema),
  });
}

const anyHeaders = (): fc.Arbitrary<readonly (readonly [string, string])[]> => {
  const names = [
    "Accept",
    "X-Request-Id",
    "traceparent",
    "Cookie",
    "X-Forwarded-For",
    "Origin",
    "Range",
    "If-Match",
  ];
  const touchy = [
    "Content-Encoding",
    "Expect",
    "Upgrade",
    "Transfer-Encoding",
    "Content-Length",
    "X-HTTP-Method-Override",
  ];
  const name = fc.oneof(fc.constantFrom(...names, ...touchy), hostileText());
  const value = fc.oneof(
    hostileText(),
    fc.constantFrom("gzip", "br", "identity", "100-continue", "chunked", "websocket"),
  );
  return fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 3 });
};
