import type { Headers, Publication } from "../broker.ts";
import { byteLength, cutToBytes, longestName } from "../wire/bytes.ts";
import { contentType } from "../wire/envelope.ts";

/** amqplib encodes all headers into a buffer of this size, in bytes, and throws if they do not fit. */
const amqplibBufferBytes = 65_536;
/**
 * The rest of a header frame: frame 8; class, weight, body size and flags 14; table size 4; delivery mode 1.
 */
const frameOverheadBytes = 8 + 14 + 4 + 1;

/**
 * Fits a publication's id and headers into one frame: RabbitMQ closes a connection that sends a larger one.
 * Cuts the longest text first, then the next longest: a stack before an error message, an error message
 * before an operator's note. Numbers and short texts (`x-attempt`, `x-reason`) stay whole.
 *
 * @param frameMax the negotiated frame size, in bytes
 */
export function fitted(
  { headers, messageId }: Pick<Publication, "headers" | "messageId">,
  frameMax: number,
): Pick<Publication, "headers" | "messageId"> {
  const id = cutToBytes(messageId, longestName);
  const names = 1 + contentType.length + 1 + byteLength(id);
  const available = Math.min(frameMax, amqplibBufferBytes) - frameOverheadBytes - names;
  return { messageId: id, headers: cutTo(encodable(headers), available) };
}

/** amqplib takes a number of this size or more for an integer, whatever its fraction. */
const integersForAmqplibFrom = 2 ** 50;

/** amqplib cannot encode NaN, Infinity, integers above 64 bits, or large fractions: they become text. */
function encodable(headers: Headers): Headers {
  const isUnencodable = (value: string | number) =>
    typeof value === "number" && !Number.isSafeInteger(value) && !(Math.abs(value) < integersForAmqplibFrom);
  if (!Object.values(headers).some(isUnencodable)) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isUnencodable(value) ? String(value) : value]),
  );
}

function cutTo(headers: Headers, available: number): Headers {
  const entries = Object.entries(headers);
  const texts = entries.flatMap(([, value]) => (typeof value === "string" ? [byteLength(value)] : []));
  // Per header: a name with its length, a type tag, and 8 bytes for a number or 4 for a text's length.
  const fixed = entries.reduce(
    (sum, [name, value]) => sum + 1 + byteLength(name) + 1 + (typeof value === "string" ? 4 : 8),
    0,
  );
  const limit = limitFor(texts, available - fixed);
  if (limit === undefined) return headers;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? cutToBytes(value, limit) : value]),
  );
}

/** The length to cut each text to, so that all fit into `available` bytes; undefined if they already fit. */
function limitFor(lengths: readonly number[], available: number): number | undefined {
  let left = available;
  const sorted = lengths.toSorted((a, b) => a - b);
  for (const [at, length] of sorted.entries()) {
    const share = Math.max(0, Math.floor(left / (sorted.length - at)));
    if (length > share) return share;
    left -= length;
  }
  return undefined;
}
