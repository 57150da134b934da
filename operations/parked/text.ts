import { type Parked, redrivenBy } from "./parked-messages.ts";

/** The parked messages as a table, one line each. */
export const listOf = (messages: readonly Parked[]): readonly string[] =>
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
}: Pick<Parked, "id" | "order" | "reason" | "service" | "type">) =>
  inOneLine([service, reason, type ?? "-", order ?? "-", id].join("  "));

/** How many there are of each kind. */
export interface Count {
  readonly service: string;
  readonly reason: string;
  readonly type: string | undefined;
  readonly messages: number;
}

export function countsOf(messages: readonly Parked[]): readonly Count[] {
  const counts = new Map<string, Count>();
  for (const { reason, service, type } of messages) {
    const kind = JSON.stringify([service, reason, type]);
    counts.set(kind, { service, reason, type, messages: (counts.get(kind)?.messages ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.messages - a.messages);
}

/** Counts as a table, the most first. */
export const countTable = (counts: readonly Count[]): readonly string[] =>
  columns([
    ["messages", "service", "reason", "type"],
    ...counts.map(({ messages, reason, service, type }) => [String(messages), service, reason, type ?? "-"]),
  ]);

/** Everything about one message. */
export function allAbout(parked: Parked): readonly string[] {
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
      const [first = "-", ...more] = harmless(text || "-").split("\n");
      return [`  ${name.padEnd(12)}${first}`, ...more.map((line) => `${" ".repeat(14)}${line}`)];
    }),
  ];
}

/** A message for programs: what lists say of it and everything beside; the body as text where it is text. */
export function asJson({ body, messageId: _, ...parked }: Parked): object {
  const text = utf8(body);
  return { ...parked, ...(text === undefined ? { bodyBase64: base64(body) } : { body: text }) };
}

/** The most of a body that is shown, in characters; --json shows all of it. */
const mostShown = 20_000;

function bodyOf({ body }: Parked): string {
  const text = utf8(body);
  const shown = text === undefined ? `(no text; in base64) ${base64(body)}` : indented(text);
  if (shown.length <= mostShown) return shown;
  return `${shown.slice(0, mostShown)}\n(${body.byteLength} bytes; --json shows all)`;
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

/** Strangers wrote this: nothing of it may steer the terminal, or turn the text around. */
const harmless = (text: string): string =>
  text.replaceAll(/[^\P{C}\n]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`);

/** What strangers wrote, as a part of a line. */
export const inOneLine = (text: string): string => harmless(text).replaceAll("\n", " ");

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
