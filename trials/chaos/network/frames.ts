/** One frame of AMQP 0-9-1. */
export interface Frame {
  /** 1: method, 2: content header, 3: content body, 8: heartbeat. */
  readonly type: number;
  readonly payload: Buffer;
}

const protocolHeader = "AMQP";
const beforePayload = 7;
const afterPayload = 1;

/** Splits the bytes of a connection into frames. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (bytes.subarray(0, 4).toString("latin1") === protocolHeader) bytes = bytes.subarray(8);
    while (bytes.length >= beforePayload) {
      const end = beforePayload + bytes.readUInt32BE(3) + afterPayload;
      if (bytes.length < end) break;
      onFrame({ type: bytes.readUInt8(0), payload: bytes.subarray(beforePayload, end - afterPayload) });
      bytes = bytes.subarray(end);
    }
    rest = bytes;
  };
}

/** Class and method of a method frame, as the specification numbers them: `60.40` is basic.publish. */
export const methodOf = ({ payload, type }: Frame): string | undefined =>
  type === 1 ? `${payload.readUInt16BE(0)}.${payload.readUInt16BE(2)}` : undefined;

/** The exchange that a basic.publish names. */
export const exchangePublishedTo = ({ payload }: Frame): string => shortText(payload, 6);

/** The exchange that a basic.deliver names. */
export function exchangeDeliveredFrom({ payload }: Frame): string {
  const afterTag = 4 + 1 + payload.readUInt8(4);
  return shortText(payload, afterTag + 8 + 1);
}

const flags = { contentType: 15, contentEncoding: 14, headers: 13, deliveryMode: 12, priority: 11 };
const texts = { correlationId: 10, replyTo: 9, expiration: 8 };
const messageId = 7;

/** The message id in a content header; undefined if there is none. */
export function messageIdOf({ payload }: Frame): string | undefined {
  const set = payload.readUInt16BE(12);
  const has = (bit: number) => (set & (1 << bit)) !== 0;
  if (!has(messageId)) return undefined;
  let at = 14;
  const skipText = () => {
    at += 1 + payload.readUInt8(at);
  };
  if (has(flags.contentType)) skipText();
  if (has(flags.contentEncoding)) skipText();
  if (has(flags.headers)) at += 4 + payload.readUInt32BE(at);
  if (has(flags.deliveryMode)) at += 1;
  if (has(flags.priority)) at += 1;
  for (const bit of Object.values(texts)) if (has(bit)) skipText();
  return shortText(payload, at);
}

function shortText(bytes: Buffer, at: number): string {
  return bytes.subarray(at + 1, at + 1 + bytes.readUInt8(at)).toString("utf8");
}
