import { exchangeOf, exchanges } from "../exchanges.ts";
import {
  asObject,
  type EventFile,
  hearersOf,
  isJson,
  type Json,
  type Sources,
  schemaOf,
} from "./contracts.ts";
import { interfaceName } from "./types.ts";

/** generated/asyncapi.json: who says what to whom, in AsyncAPI 3, payloads and examples included. */
export function renderAsyncApi(sources: Sources): string {
  const { events, envelope, releases } = sources;
  const document = {
    asyncapi: "3.1.0",
    info: {
      title: "Pas de Cinq",
      version: releases.at(-1)?.version ?? "0.0.0",
      description: "Five services that deliver food, and react to each other's events. Nobody conducts.",
      license: { name: "MIT" },
    },
    defaultContentType: "application/cloudevents+json",
    servers: {
      rabbitmq: {
        host: "localhost:5672",
        protocol: "amqp",
        description: "RabbitMQ, as docker compose starts it.",
      },
    },
    channels: Object.fromEntries(events.map((event) => [event.type, channelOf(event)])),
    operations: Object.fromEntries([
      ...events.map((event) => operation(event, event.service, "send")),
      ...events.flatMap((event) =>
        hearersOf(sources, event.type).map((service) => operation(event, service, "receive")),
      ),
    ]),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.type, messageOf(event, sources)])),
      schemas: {
        Envelope: embedded(schemaOf(envelope)),
        ...Object.fromEntries(events.flatMap((event) => definitionsOf(schemaOf(event)))),
        ...Object.fromEntries(events.map((event) => [interfaceName(event.type), embedded(schemaOf(event))])),
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function channelOf({ type, ...event }: EventFile) {
  const exchange = exchangeOf(type);
  return {
    address: type,
    title: type,
    description: schemaOf(event).description,
    messages: { [type]: { $ref: `#/components/messages/${type}` } },
    bindings: {
      amqp: {
        is: "routingKey",
        exchange: {
          name: exchange,
          type: exchanges.find(({ name }) => name === exchange)?.type ?? "topic",
          durable: true,
          vhost: "/",
        },
        bindingVersion: "0.3.0",
      },
    },
  };
}

function operation({ type }: EventFile, service: string, action: "send" | "receive") {
  const said = action === "send" ? "says" : "hears";
  return [
    `${service}.${said}.${type}`,
    {
      action,
      title: `${service} ${said} ${type}`,
      channel: { $ref: `#/channels/${type}` },
      messages: [{ $ref: `#/channels/${type}/messages/${type}` }],
      tags: [{ name: service }],
    },
  ] as const;
}

function messageOf({ type, ...event }: EventFile, { published }: Sources) {
  const { title, description } = schemaOf(event);
  const example = published.get(type);
  return {
    name: type,
    title,
    summary: description,
    contentType: "application/cloudevents+json",
    payload: {
      allOf: [
        { $ref: "#/components/schemas/Envelope" },
        {
          type: "object",
          properties: {
            type: { type: "string", const: type },
            data: { $ref: `#/components/schemas/${interfaceName(type)}` },
          },
        },
      ],
    },
    ...(example ? { examples: [{ name: "published", payload: example }] } : {}),
  };
}

// Within another document, a schema finds its definitions elsewhere.
function embedded({ $schema, definitions, ...schema }: Json): unknown {
  return elsewhere(schema);
}

function elsewhere(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(elsewhere);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === "$ref" && typeof one === "string"
        ? one.replace("#/definitions/", "#/components/schemas/")
        : elsewhere(one),
    ]),
  );
}

function definitionsOf({ definitions }: Json): readonly (readonly [string, unknown])[] {
  return Object.entries(asObject(definitions)).map(([name, one]) => [name, elsewhere(one)]);
}
