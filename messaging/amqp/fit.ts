import type { Headers, Publication } from "../broker.ts";
import { byteLength, cutToBytes, longestName } from "../wire/bytes.ts";
import { contentType } from "../wire/envelope.ts";

/** amqplib writes all headers into a buffer of this size, in bytes; what does not fit, it refuses to send. */
const amqplibsBuffer = 65_536;
/** Around the headers in their frame: the frame's own 8, class, weight, size and flags 14, the table's size 4, delivery mode 1. */
const around = 8 + 14 + 4 + 1;

/**
 * The id and the headers of a publication as one frame carries them: RabbitMQ closes a connection that sends a longer one. Where they
 * do not fit, the longest text is cut, and then the next longest: a stack before an error, an error before who redrove it. Numbers
 * and short texts (`x-attempt`, `x-reason`) stay whole.
 *
 * @param frameMax the size of a frame that was negotiated with the broker, in bytes
 */
export function fitted(
  { headers, messageId }: Pick<Publication, "headers" | "messageId">,
  frameMax: number,
): Pick<Publication, "headers" | "messageId"> {
  const id = cutToBytes(messageId, longestName);
  const names = 1 + contentType.length + 1 + byteLength(id);
  const room = Math.min(frameMax, amqplibsBuffer) - around - names;
  return { messageId: id, headers: cutTo(sayable(headers), room) };
}

/** amqplib sends no integer of more than 64 bits, no NaN and no Infinity: a text says the same. */
function sayable(headers: Headers): Headers {
  const isUnsayable = (value: string | number) =>
    typeof value === "number" &&
    (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)));
  if (!Object.values(headers).some(isUnsayable)) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isUnsayable(value) ? String(value) : value]),
  );
}

function cutTo(headers: Headers, room: number): Headers {
  const entries = Object.entries(headers);
  const texts = entries.flatMap(([, value]) => (typeof value === "string" ? [byteLength(value)] : []));
  // A name and its length, a tag, and eight bytes of a number or four of a length.
  const fixed = entries.reduce(
    (sum, [name, value]) => sum + 1 + byteLength(name) + 1 + (typeof value === "string" ? 4 : 8),
    0,
  );
  const longest = longestOf(texts, room - fixed);
  if (longest === undefined) return headers;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? cutToBytes(value, longest) : value]),
  );
}

/** How long each may be, so that all together take no more than `room`; undefined when they do as they are. */
function longestOf(lengths: readonly number[], room: number): number | undefined {
  let left = room;
  const sorted = lengths.toSorted((a, b) => a - b);
  for (const [at, length] of sorted.entries()) {
    const share = Math.max(0, Math.floor(left / (sorted.length - at)));
    if (length > share) return share;
    left -= length;
  }
  return undefined;
}
