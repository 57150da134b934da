import { type ParkedMessage, redrivenBy } from "./parked-messages.ts";

/** A table of parked messages, one line each. */
export const listOf = (messages: readonly ParkedMessage[]): readonly string[] =>
  columns([
    ["service", "reason", "attempts", "redriven", "parked", "first seen", "type", "order", "id"],
    ...messages.map(({ attempts, firstSeen, id, order, parkedAt, reason, redriven, service, type }) => [
      service,
      reason,
      String(attempts),
      String(redriven),
      parkedAt ?? "-",
      firstSeen ?? "-",
      type ?? "-",
      order ?? "-",
      id,
    ]),
  ]);

/** One message on one line. */
export const lineOf = ({
  id,
  order,
  reason,
  service,
  type,
}: Pick<ParkedMessage, "id" | "order" | "reason" | "service" | "type">) =>
  inOneLine([service, reason, type ?? "-", order ?? "-", id].join("  "));

/** The number of parked messages with the same service, reason and type. */
export interface Count {
  readonly service: string;
  readonly reason: string;
  readonly type: string | undefined;
  readonly messages: number;
}

export function countsOf(messages: readonly ParkedMessage[]): readonly Count[] {
  const counts = new Map<string, Count>();
  for (const { reason, service, type } of messages) {
    const kind = JSON.stringify([service, reason, type]);
    counts.set(kind, { service, reason, type, messages: (counts.get(kind)?.messages ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.messages - a.messages);
}

/** The counts as a table. */
export const countTable = (counts: readonly Count[]): readonly string[] =>
  columns([
    ["messages", "service", "reason", "type"],
    ...counts.map(({ messages, reason, service, type }) => [String(messages), service, reason, type ?? "-"]),
  ]);

/** Everything that is known about one message, line by line. */
export function allAbout(parked: ParkedMessage): readonly string[] {
  const { "x-error": error = "", "x-error-stack": stack = "", ...headers } = parked.headers;
  const facts = {
    type: parked.type,
    order: parked.order,
    reason: parked.reason,
    error: String(error),
    attempts: String(parked.attempts),
    "first seen": parked.firstSeen,
    parked: parked.parkedAt,
    redriven: redrivenBy(parked),
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    stack: String(stack),
    body: bodyOf(parked),
  };
  return [
    `${parked.service} ${inOneLine(parked.id)}`,
    ...Object.entries(facts).flatMap(([name, text]) => {
      const [first = "-", ...more] = escaped(text || "-").split("\n");
      return [`  ${name.padEnd(12)}${first}`, ...more.map((line) => `${" ".repeat(14)}${line}`)];
    }),
  ];
}

/** A message as JSON for programs; the body is text if it is UTF-8, otherwise base64. */
export function asJson({ body, messageId: _, ...parked }: ParkedMessage): object {
  const text = utf8(body);
  return { ...parked, ...(text === undefined ? { bodyBase64: base64(body) } : { body: text }) };
}

/** How many characters of a body are shown; --json shows all of it. */
const maxShown = 20_000;

function bodyOf({ body }: ParkedMessage): string {
  const text = utf8(body);
  const shown = text === undefined ? `(not UTF-8; base64) ${base64(body)}` : indented(text);
  if (shown.length <= maxShown) return shown;
  return `${shown.slice(0, maxShown)}\n(${body.byteLength} bytes; --json shows all)`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function utf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

const base64 = (body: Uint8Array): string => Buffer.from(body).toString("base64");

/**
 * Escapes control characters: text from messages is untrusted and must not control the terminal or its text
 * direction.
 */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{C}\n]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`);

/** Untrusted text on one line. */
export const inOneLine = (text: string): string => escaped(text).replaceAll("\n", " ");

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const clean = rows.map((row) => row.map(inOneLine));
  const widths = (clean[0] ?? []).map((_, i) => Math.max(...clean.map((row) => row[i]?.length ?? 0)));
  return clean.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
