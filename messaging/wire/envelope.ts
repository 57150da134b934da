import type { Contracts, Validate } from "../contracts.ts";
import { type ParkReason, Unprocessable } from "../errors.ts";
import type { Message } from "../message.ts";
import type { Service } from "../service.ts";

/** The largest body that is read, in bytes; larger ones are parked unread. */
export const maxBodyBytes = 256 * 1024;

/** The content type of every body: a CloudEvents 1.0 envelope in structured mode. */
export const contentType = "application/cloudevents+json";

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder("utf-8", { fatal: true }) };

/** The body of a message on the wire. */
export function encode(message: Message, { dataschemaOf }: Pick<Contracts, "dataschemaOf">): Uint8Array {
  const { causationId, correlationId, data, id, sequence, source, subject, time, traceparent, type } =
    message;
  return utf8.encoder.encode(
    JSON.stringify({
      specversion: "1.0",
      id,
      source,
      type,
      subject,
      time,
      datacontenttype: "application/json",
      dataschema: dataschemaOf(type),
      correlationid: correlationId,
      causationid: causationId,
      sequence: String(sequence),
      traceparent,
      data,
    }),
  );
}

/**
 * Decodes a body into a message that the service reacts to. Unknown fields are allowed: this is a tolerant
 * reader.
 *
 * @throws Unprocessable with the reason if the body can never be read
 */
export function decode(
  body: Uint8Array,
  service: Service,
  { validateEnvelope, validators }: Pick<Contracts, "validateEnvelope" | "validators">,
): Message {
  if (body.byteLength > maxBodyBytes) {
    throw new Unprocessable(
      `the body has ${body.byteLength} bytes; ${maxBodyBytes} are allowed`,
      "too-large",
    );
  }
  const envelope = parse(body);
  if (!validateEnvelope(envelope))
    throw new Unprocessable(complaint("", validateEnvelope), "invalid-envelope");
  const { type, data } = envelope;
  if (!service.reactions.has(type)) throw unknown(type, service);
  const validate = validators[type];
  if (validate && !validate(data)) throw new Unprocessable(complaint("/data", validate), "schema-violation");
  return {
    id: envelope.id,
    type,
    source: envelope.source,
    subject: envelope.subject,
    time: envelope.time,
    correlationId: envelope.correlationid,
    causationId: envelope.causationid,
    sequence: Number(envelope.sequence),
    traceparent: envelope.traceparent,
    data,
  };
}

/**
 * A strict producer: an event that violates its contract is never committed.
 *
 * @throws Error naming the type and the field
 */
export function checkEvent(
  type: string,
  data: unknown,
  service: Service,
  { validators }: Pick<Contracts, "validators">,
): void {
  const validate = validators[type];
  if (!validate) throw new Error(`${type} is not in the contracts`);
  if (!type.startsWith(`${service.name}.`)) throw new Error(`${service.name} may not publish ${type}`);
  if (!validate(data)) throw new Error(`${type}: ${complaint("", validate)}`);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decoder.decode(body));
  } catch (error) {
    throw new Unprocessable(`the body is not JSON in UTF-8: ${String(error)}`, "invalid-json", {
      cause: error,
    });
  }
}

function unknown(type: string, service: Service): Unprocessable {
  const name = type.replace(/\.v\d+$/, "");
  const heard = [...service.reactions.keys()].filter((known) => known.replace(/\.v\d+$/, "") === name);
  const reason: ParkReason = heard.length > 0 ? "unknown-version" : "unknown-type";
  const hears = heard.length > 0 ? heard.join(", ") : "no version of it";
  return new Unprocessable(`${service.name} does not react to ${type}: it knows ${hears}`, reason);
}

function complaint(at: string, validate: Validate): string {
  const [error] = validate.errors ?? [];
  return error ? `${at}${error.instancePath || ""}: ${error.message ?? error.keyword}` : "invalid";
}
