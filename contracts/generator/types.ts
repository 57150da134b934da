import { compile, type JSONSchema } from "json-schema-to-typescript";
import { subjectKeyword } from "../gate/schema/vocabulary.ts";
import { asList, asObject, type Contracts, isJson, type Json, saidBy, schemaOf } from "./contracts.ts";

/** generated/events.ts: an interface per event, the maps of who says and who hears what, and the envelope. */
export async function renderTypes(contracts: Contracts): Promise<string> {
  return `// Generated from the schemas and hears.ts: run npm run generate instead of editing.

${await interfaces(contracts)}/** The name of an event: its routing key, and the path of its schema. */
export type EventType = keyof Events;

/** What each service hears. */
export interface Hears {
${mapOf(contracts, (service) => contracts.hears[service] ?? [])}
}

/** What each service says. */
export interface Emits {
${mapOf(contracts, (service) => saidBy(contracts, service))}
}

export type ServiceName = keyof Hears;

type CompanyEvents = Events;

/** The chassis knows these events: the compiler checks each type name in a reaction, and its data. */
declare module "#messaging/events.ts" {
  interface Events extends CompanyEvents {}
}

/** An event as it travels: a union that \`type\` tells apart. */
export type Envelope<T extends EventType = EventType> = {
  [K in T]: EnvelopeAttributes & { type: K; data: Events[K] };
}[T];
`;
}

/** The name of an event's interface and of its validator: OrdersOrderPlacedV1. */
export function interfaceName(type: string): string {
  return type.replace(/(^|[.-])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

// All schemas are compiled as one, so that a definition that several of them repeat (Money) becomes one type.
async function interfaces({ events, envelope }: Contracts): Promise<string> {
  const named = events.map(({ type, ...file }) => ({
    type,
    name: interfaceName(type),
    schema: schemaOf({ ...file }),
  }));
  const whole: JSONSchema = {
    type: "object",
    description: "The data of every event, by its type.",
    required: named.map(({ type }) => type),
    properties: Object.fromEntries(named.map(({ type, name }) => [type, { $ref: `#/definitions/${name}` }])),
    definitions: {
      ...Object.fromEntries(named.flatMap(({ schema }) => definitionsOf(schema))),
      ...Object.fromEntries(named.map(({ name, schema }) => [name, bare(schema)])),
    },
  };
  return (
    (await typescript(whole, "Events")) +
    (await typescript(withoutData(schemaOf(envelope)), "EnvelopeAttributes"))
  );
}

async function typescript(schema: JSONSchema, name: string): Promise<string> {
  const text = await compile(schema, name, {
    additionalProperties: false,
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110 },
  });
  return text
    .replace(/\n *\* @(min|max)Items \d+(?=\n)/g, "")
    .replace(/\n *\*(\n *\*)*\n *\* Items: .*/g, "")
    .replace(/^( *)\/\*\*\n *\* (.*)\n *\*\/$/gm, "$1/** $2 */")
    .replace(/^}\n/gm, "}\n\n")
    .replace(/\n{3,}/g, "\n\n");
}

function definitionsOf({ definitions }: Json): [string, Json][] {
  return Object.entries(asObject(definitions)).flatMap(([name, one]) => (isJson(one) ? [[name, one]] : []));
}

// A title would name the interface; its name comes from the type.
function bare({ title, definitions, examples, $schema, [subjectKeyword]: _, ...rest }: Json): Json {
  return rest;
}

function withoutData(schema: Json): Json {
  const { data, ...properties } = asObject(schema.properties);
  const required = asList(schema.required).filter((name) => name !== "data");
  return { ...bare(schema), required, properties };
}

function mapOf({ hears }: Contracts, types: (service: string) => readonly string[]): string {
  return Object.keys(hears)
    .map((service) => {
      const names = types(service).map((type) => `\n    | "${type}"`);
      return `  ${service}:${names.length > 0 ? names.join("") : " never"};`;
    })
    .join("\n");
}
