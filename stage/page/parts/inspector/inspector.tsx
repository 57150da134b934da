import { useComputed } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { keyText } from "#messaging/store.ts";
import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { questionsOf } from "../../model/concepts.ts";
import type { Session } from "../../model/session/session.ts";
import { teaching } from "../../model/teaching.ts";
import { durationText, headline, short, subjectOf, timeOfDay } from "../../model/words.ts";
import { Code } from "./code.tsx";
import { Difference } from "./difference.tsx";
import { questionsOfBreach, Why } from "./why.tsx";

/** One hop: the message, the documents before and after, what was committed with it, and the source that decided. */
export function Inspector({ goTo, session }: { session: Session; goTo?: (position: number) => void }) {
  const at = session.selected.value;
  const entry = useComputed(() =>
    session.selected.value === undefined ? undefined : session.player.log.value.entry(session.selected.value),
  ).value;
  const box = useRef<HTMLElement>(null);
  const isOpen = at !== undefined && entry !== undefined;
  // By keyboard, one is in it when it opens, and back where one was when it closes.
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (!isOpen) return undefined;
    box.current?.focus({ preventScroll: true });
    return () => {
      const isLeft = document.activeElement === document.body;
      if (isLeft && (before instanceof HTMLElement || before instanceof SVGElement))
        before.focus({ preventScroll: true });
    };
  }, [isOpen]);
  if (at === undefined || !entry) return null;
  const log = session.player.log.value;
  return (
    <section class="inspector" aria-label="Inspector" ref={box} tabIndex={-1}>
      <div class="inspector-head">
        <h2>{headline(entry)}</h2>
        <button
          type="button"
          class="quietly icon"
          aria-label="Close"
          onClick={() => {
            session.selected.value = undefined;
          }}
        >
          ×
        </button>
      </div>
      <p class="hint">
        {timeOfDay(entry.at, 3)}
        {"service" in entry && "instance" in entry && ` · ${entry.service}#${entry.instance}`}
        {subjectOf(entry) !== undefined && ` · order ${nameOf(session, entry)}`}
      </p>
      <button type="button" class="small" onClick={() => (goTo ? goTo(at + 1) : session.player.seek(at + 1))}>
        Go to this moment
      </button>
      <Why session={session} at={at} />
      <Decision entry={entry} />
      {session.source.kind === "deployment" && <Watched entry={entry} />}
      <Commit log={log} at={at} entry={entry} />
      <Facts entry={entry} />
      <Questions numbers={[...new Set([...questionsOfBreach(session, at), ...questionsOf(entry)])]} />
    </section>
  );
}

function nameOf(session: Session, entry: Entry): string {
  const order = subjectOf(entry) ?? "";
  return session.state.value.orders.get(order)?.label ?? order;
}

/** The source of the reaction that decided, with file and line. */
function Decision({ entry }: { entry: Entry }) {
  if (!("message" in entry) || !entry.message) return null;
  const source = teaching.sources[`${entry.service} ${entry.message.type}`];
  if (!source || entry.kind === "published") return null;
  return (
    <details open>
      <summary>
        The reaction{" "}
        <code>
          {source.file}:{source.line}
        </code>
      </summary>
      <Code text={source.code} firstLine={source.line} />
    </details>
  );
}

/** In a deployment, some of what the inspector shows is not read, and follows from events: it says so where it is shown. */
function Watched({ entry }: { entry: Entry }) {
  const text =
    entry.kind === "handled"
      ? "Watched from outside: hops tell a document's key and status. Its other fields are those of the events that were published with it."
      : entry.kind === "charge" || entry.kind === "refund"
        ? "Watched from outside: this is what payments published. The provider's ledger is not read."
        : entry.kind === "mail"
          ? "Watched from outside: notifications called its mail server. The mail itself is not read."
          : undefined;
  return text ? <p class="hint">{text}</p> : null;
}

/** What was committed with a message, all or nothing. */
function Commit({ at, entry, log }: { log: NarrativeLog; at: number; entry: Entry }) {
  const commit = commitOf(log, at, entry);
  if (!commit) return null;
  const { before, change } = commit;
  const events = change.outbox.flatMap((one) => (one.kind === "events" ? one.messages : []));
  const calls = change.outbox.flatMap((one) => (one.kind === "call" ? [one] : []));
  return (
    <details open>
      <summary>Committed together</summary>
      <ul class="committed">
        {change.processed.map(({ id, type }) => (
          <li key={id}>
            <b>handled</b> {short(type)}
          </li>
        ))}
        {events.map(({ id, type }) => (
          <li key={id}>
            <b>outbox</b> {short(type)}
          </li>
        ))}
        {calls.map(({ id, key, name }) => (
          <li key={id}>
            <b>call</b> {short(name)} <small>key {key}</small>
          </li>
        ))}
        {change.timers.map(({ dueAt, id, name }) => (
          <li key={id}>
            <b>timer</b> {short(name.replace(/\/.*$/, ""))}{" "}
            <small>in {durationText(dueAt - commit.at)}</small>
          </li>
        ))}
        {change.cancelled.map((name) => (
          <li key={name}>
            <b>timer cancelled</b> {short(name.replace(/\/.*$/, ""))}
          </li>
        ))}
      </ul>
      {change.documents.map(({ document, key }, i) => (
        <Difference key={keyText(key)} title={keyText(key)} before={before[i]} after={document} />
      ))}
    </details>
  );
}

/** The commit that a hop reports: the last one of its service that handled the message. */
function commitOf(log: NarrativeLog, at: number, entry: Entry): Committed | undefined {
  if (entry.kind !== "handled" && entry.kind !== "ignored") return undefined;
  for (let position = at; position >= Math.max(log.first, at - 3_000); position -= 1) {
    const before = log.entry(position);
    if (before?.kind !== "committed" || before.service !== entry.service) continue;
    if (before.change.processed.some(({ id }) => id === entry.message.id)) return before;
  }
  return undefined;
}

/** The message, or whatever else the entry carries. */
function Facts({ entry }: { entry: Entry }) {
  const facts = "message" in entry && entry.message ? entry.message : factsOf(entry);
  if (!facts) return null;
  return (
    <details open={!("message" in entry)}>
      <summary>{"message" in entry ? "The message" : "Facts"}</summary>
      <Code text={JSON.stringify(facts, null, 2)} wraps />
    </details>
  );
}

function factsOf(entry: Entry): object | undefined {
  switch (entry.kind) {
    case "charge":
      return entry.charge;
    case "refund":
      return entry.refund;
    case "mail":
      return entry.mail;
    case "person":
      return entry.did;
    default:
      return undefined;
  }
}

function Questions({ numbers: all }: { numbers: readonly number[] }) {
  const numbers = all.filter((number) => teaching.questions[number]);
  if (numbers.length === 0) return null;
  return (
    <>
      <h3>What an interviewer asks here</h3>
      {numbers.map((number) => {
        const question = teaching.questions[number];
        return (
          question && (
            <details key={number} class="question">
              <summary>
                <span class="number">{number}</span> {question.title}
              </summary>
              {question.answer.split("\n\n").map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              <p class="hint">{question.file}</p>
            </details>
          )
        );
      })}
    </>
  );
}
