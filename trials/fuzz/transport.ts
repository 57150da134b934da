import { connect } from "node:net";
import fc from "fast-check";

/** How a request is sent over the wire, correctly or not. */
export type Transport =
  | { readonly as: "whole" | "chunked" | "no-host" | "two-lengths" | "length-and-chunks" | "short-length" }
  | { readonly as: "long-length" | "old-version" | "strange-version" | "strange-method" | "bad-chunks" }
  | { readonly as: "connect" | "header-without-colon" | "huge-header" | "noise" }
  | { readonly as: "cut"; readonly at: number };

const odd = [
  ...(["chunked", "no-host", "two-lengths", "length-and-chunks", "short-length", "long-length"] as const),
  ...(["old-version", "strange-version", "strange-method", "bad-chunks", "connect"] as const),
  ...(["header-without-colon", "huge-header", "noise"] as const),
];

export const anyTransport = (): fc.Arbitrary<Transport> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant({ as: "whole" as const }) },
    { weight: 3, arbitrary: fc.record({ as: fc.constantFrom(...odd) }) },
    { weight: 1, arbitrary: fc.record({ as: fc.constant("cut" as const), at: fc.nat(3_000) }) },
  );

export interface Request {
  readonly method: string;
  /** Encoded. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

/** Serializes a request, and applies its transport's errors. */
export function wireOf({ method, target, headers, body }: Request, transport: Transport): Buffer {
  const { as } = transport;
  if (as === "noise") return Buffer.from("\u0000\u0016\u0003\u0001 not HTTP at all\r\n\r\n");
  const content = Buffer.from(body ?? []);
  const isChunked = as === "chunked" || as === "bad-chunks" || as === "length-and-chunks";
  const length = content.length + (as === "short-length" ? -1 : as === "long-length" ? 1_000 : 0);
  const lengths = as === "two-lengths" ? [length, length + 1] : [length];
  const version = as === "old-version" ? "1.0" : as === "strange-version" ? "7.3" : "1.1";
  const asked = as === "strange-method" ? "BREW" : as === "connect" ? "CONNECT" : method;
  const lines = [
    `${asked} ${target} HTTP/${version}`,
    ...(as === "no-host" ? [] : ["Host: localhost"]),
    "Connection: close",
    ...(isChunked ? ["Transfer-Encoding: chunked"] : []),
    ...(body && (!isChunked || as === "length-and-chunks")
      ? lengths.map((one) => `Content-Length: ${one}`)
      : []),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(as === "header-without-colon" ? ["this is no header"] : []),
    ...(as === "huge-header" ? [`X-Huge: ${"x".repeat(20_000)}`] : []),
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  const whole = Buffer.concat([head, isChunked ? chunked(content, as === "bad-chunks") : content]);
  return as === "cut" ? whole.subarray(0, transport.at % whole.length) : whole;
}

const chunked = (content: Buffer, isBad: boolean): Buffer =>
  Buffer.concat([
    ...(content.length > 0
      ? [Buffer.from(`${isBad ? "xyz" : content.length.toString(16)}\r\n`), content]
      : []),
    Buffer.from(content.length > 0 ? "\r\n0\r\n\r\n" : "0\r\n\r\n"),
  ]);

/** Whether the request may announce more bytes than it sends, so that the client must close the connection. */
export const hangsUp = ({ as }: Transport, headers: Request["headers"]): boolean =>
  as === "cut" ||
  as === "long-length" ||
  headers.some(([name]) => /^(transfer-encoding|content-length)$/i.test(name));

/** The answer; undefined if the connection was closed without one. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws Error without an answer or a close within half a minute */
export function exchange(port: number, bytes: Buffer, isCut: boolean): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1" });
    socket.setTimeout(30_000, () => socket.destroy(new Error("no answer within half a minute")));
    socket.on("data", (part) => void parts.push(part));
    socket.on("error", (error) => (/ECONNRESET|EPIPE/.test(String(error)) ? undefined : reject(error)));
    socket.on("close", () => resolve(answerIn(Buffer.concat(parts))));
    socket.write(bytes);
    if (isCut) socket.end();
  });
}

function answerIn(bytes: Buffer): Answer | undefined {
  const text = bytes.toString("latin1").replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, "");
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.toLowerCase(), value.join(":").trim()];
    }),
  );
  const rest = text.slice(end + 4);
  const body = headers["transfer-encoding"] === "chunked" ? unchunked(rest) : rest;
  return { status: Number(first.split(" ")[1]), headers, body: Buffer.from(body, "latin1").toString("utf8") };
}

function unchunked(text: string): string {
  const end = text.indexOf("\r\n");
  const size = Number.parseInt(text.slice(0, Math.max(0, end)), 16);
  return size > 0 ? text.slice(end + 2, end + 2 + size) + unchunked(text.slice(end + 4 + size)) : "";
}
