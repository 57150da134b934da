import fc from "fast-check";
import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import { flatten, type Place, wholeFile } from "#contracts/gate/schema/flatten.ts";
import type { EventType, ServiceName } from "#contracts/generated/events.ts";
import { isJson, type Json } from "#contracts/generator/contracts.ts";
import { hears, serviceNamed } from "#contracts/hears.ts";
import type { Headers, Publication } from "#messaging/broker.ts";
import { beginning } from "#messaging/message.ts";
import type { Service } from "#messaging/service.ts";
import { retryExchangeOf } from "#messaging/topology.ts";
import { encode, maxBodyBytes } from "#messaging/wire/envelope.ts";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { anyAllowed } from "./any-allowed.ts";
import { anyDamage, type Damage, damaged } from "./damage.ts";
import { anyEncoding, anyPadding, bytesOf, type Encoding } from "./encoding.ts";
import { hostileJson, hostileText } from "./hostile.ts";

/** A message to an inbox, valid or not. */
export interface Attempt {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly damages: readonly Damage[];
  readonly encoding: Encoding;
  /** The event type to publish it as; undefined to send it straight to the inbox, like a retry. */
  readonly sentAs: EventType | undefined;
  readonly headers: Headers;
  /** Envelope fields beside type, source and data. Missing ones are as a service writes them. */
  readonly envelope?: Json;
}

/** Four order ids that many messages share, so that they interact. */
const pool = ["a", "b", "c", "d"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

/** Any message to the inbox of this service, mostly of types that it consumes. */
export function anyAttempt(service: Service, tree: Snapshot): fc.Arbitrary<Attempt> {
  const name = serviceNamed(service.name);
  const local = [...service.reactions.keys()].filter((type) => !/\.v\d+$/.test(type));
  const types = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<string>(...hears[name]) },
    { weight: 2, arbitrary: fc.constantFrom(...tree.events.map(({ type }) => type)) },
    { weight: 1, arbitrary: fc.constantFrom(...local) },
    { weight: 1, arbitrary: fc.constantFrom(...hears[name]).map((type) => type.replace(/\d+$/, "99")) },
    { weight: 1, arbitrary: hostileText() },
  );
  const ofType = cached((type: string) =>
    fc.record({
      id: fc.uuid(),
      type: fc.constant(type),
      data: anyData(type, tree),
      damages: fc.oneof(fc.constant([]), fc.array(anyDamage(), { maxLength: 3 })),
      encoding: fc.oneof({ weight: 200, arbitrary: anyEncoding() }, { weight: 1, arbitrary: anyPadding() }),
      sentAs: anyRoute(name, type),
      headers: anyHeaders(),
    }),
  );
  return fc.oneof(types.chain(ofType), anyOfSchemas(name, tree));
}

/** A message drawn from the schemas alone, the envelope included, and sent correctly. */
export function anyOfSchemas(name: ServiceName, tree: Snapshot): fc.Arbitrary<Attempt> {
  const { envelope } = tree;
  const around = anyAllowed(wholeFile(envelope));
  const heard = tree.events.filter(({ type }) => hears[name].some((one) => one === type));
  return fc.oneof(
    ...heard.map(({ type, file, schema }) =>
      fc
        .record({
          envelope: around,
          data: anyAllowed(wholeFile({ file, schema })),
          orderId: fc.option(fc.constantFrom(...pool)),
          headers: fc.oneof(fc.constant({}), anyHeaders()),
        })
        .map(({ data, envelope, headers, orderId }): Attempt => {
          const said = isJson(envelope) ? envelope : {};
          const sentAs = hears[name].find((one) => one === type);
          const about = orderId && isJson(data) && "orderId" in data ? { ...data, orderId } : data;
          const message = { id: String(said.id), type, data: about, envelope: said, sentAs, headers };
          return { ...message, damages: [], encoding: { as: "json" } };
        }),
    ),
  );
}

/** Caches by text: creating an arbitrary takes longer than drawing from it. */
export function cached<T>(make: (of: string) => T): (of: string) => T {
  const known = new Map<string, T>();
  return (of) => {
    const found = known.get(of) ?? make(of);
    known.set(of, found);
    return found;
  };
}

/** Data by its schema, often about a shared order. A service's messages to itself have no schema. */
function anyData(type: string, tree: Snapshot): fc.Arbitrary<unknown> {
  const event = tree.events.find((one) => one.type === type);
  if (!event) return fc.oneof(fc.dictionary(hostileText(), hostileJson(), { maxKeys: 4 }), hostileJson());
  const golden = tree.golden.flatMap((one) => (one.type === type ? one.messages : []));
  const valid = fc.oneof(anyOf(wholeFile(event)), fc.constantFrom(...golden.map(({ data }) => data)));
  return fc
    .tuple(valid, fc.option(fc.constantFrom(...pool)))
    .map(([data, orderId]) => (orderId && isJson(data) && "orderId" in data ? { ...data, orderId } : data));
}

const anyRoute = (name: ServiceName, type: string): fc.Arbitrary<EventType | undefined> => {
  const heard = fc.constantFrom(...hears[name]);
  const itsOwn = hears[name].filter((one) => one === type);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: itsOwn.length > 0 ? fc.constantFrom(...itsOwn) : heard },
    { weight: 1, arbitrary: heard },
  );
};

const anyHeaders = (): fc.Arbitrary<Headers> => {
  const value = fc.oneof(hostileText(), fc.integer(), fc.constantFrom(-1, 0, 3, 6, 7, 0.5, 1e300));
  const headers = { "x-attempt": value, "x-first-seen": value, "x-error": value, "x-unheard-of": value };
  return fc.oneof(fc.constant({}), fc.record(headers, { requiredKeys: [], noNullPrototype: true }));
};

/** The schema of the envelope together with that of its data. */
const schemasOf = ({ envelope, events }: Snapshot): ((type: string) => Place) =>
  cached((type) => {
    const { schema, file } = envelope;
    const event = events.find((one) => one.type === type);
    const properties = isJson(schema.properties) ? schema.properties : {};
    const data = event ? inlined(wholeFile(event)) : properties.data;
    return wholeFile({ file, schema: { ...schema, properties: { ...properties, data } } });
  });

/** A schema with its references resolved, so that it can be nested in another one. */
function inlined(place: Place): Json {
  const { schema } = flatten(place);
  const within = (found: unknown) => (isJson(found) ? inlined({ ...place, schema: found }) : found);
  const fields = Object.entries(isJson(schema.properties) ? schema.properties : {});
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, within(field)]));
  return { ...schema, ...(fields.length > 0 ? { properties } : {}), items: within(schema.items) };
}

/** Supports a field named `__proto__`. */
const withFields = (whole: Json, more: Json): Json =>
  Object.entries(more).reduce<Json>(
    (found, [name, value]) =>
      Object.defineProperty(found, name, { value, enumerable: true, configurable: true, writable: true }),
    whole,
  );

/** Converts an attempt to the publication that is sent. */
export function publicationFor(service: ServiceName, tree: Snapshot): (attempt: Attempt) => Publication {
  const schemaFor = schemasOf(tree);
  return ({ data, damages, encoding, envelope: drawn = {}, headers, id, sentAs, type }) => {
    const subject = isJson(data) && typeof data.orderId === "string" ? data.orderId : id;
    const source = `/${type.split(".")[0]}`;
    const message = beginning({ id, type, source, subject, time: "2026-01-02T18:00:00.000Z", data: {} });
    const whole: unknown = JSON.parse(new TextDecoder().decode(encode(message, contracts)));
    const { id: _, type: __, source: ___, ...said } = drawn;
    const envelope = isJson(whole) ? withFields({ ...whole, data }, { ...said, data }) : whole;
    const schema = schemaFor(type);
    const value = damages.reduce<unknown>((found, damage) => damaged(found, damage, schema), envelope);
    return {
      exchange: sentAs ? exchangeOf(sentAs) : retryExchangeOf(service),
      routingKey: sentAs ?? "inbox",
      messageId: id,
      headers,
      body: bytesOf(value, encoding, maxBodyBytes),
    };
  };
}
