import { useComputed } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../../../narrative/entry.ts";
import { questionsOf } from "../../model/concepts.ts";
import { meaningOf } from "../../model/meaning.ts";
import type { Session } from "../../model/session/session.ts";
import { teaching } from "../../model/teaching.ts";
import { headline, subjectOf, timeOfDay } from "../../model/words.ts";
import { Code } from "./code.tsx";
import { Commit } from "./commit.tsx";
import { Questions } from "./questions.tsx";
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
      <p class="meaning">{meaningOf(log, at, entry)}</p>
      {session.player.position.value !== at + 1 && (
        <button
          type="button"
          class="small"
          onClick={() => {
            if (goTo) goTo(at + 1);
            else session.player.seek(at + 1);
            // The button goes away, and would take the focus with it.
            box.current?.focus({ preventScroll: true });
          }}
        >
          Go to this moment
        </button>
      )}
      <Why session={session} at={at} />
      {session.source.kind === "deployment" && <Watched entry={entry} />}
      <Commit log={log} at={at} entry={entry} />
      <Decision entry={entry} />
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
