import { keyText } from "#messaging/store.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { commitOf, withoutAt } from "../../model/timeline/commits.ts";
import { droppedFrom } from "../../model/timeline/dropped.ts";
import { durationText, short } from "../../model/words.ts";
import { Difference } from "./difference.tsx";

/** What was committed with a message, all or nothing. */
export function Commit({ at, entry, log }: { log: NarrativeLog; at: number; entry: Entry }) {
  const commit = commitOf(log, at, entry);
  if (!commit) return null;
  const { before, change } = commit;
  const isRecorded = !withoutAt(log, log.present, at).includes("dedup");
  const events = change.outbox.flatMap((one) => (one.kind === "events" ? one.messages : []));
  const isIdOnly = [change.outbox, change.documents, change.timers, change.cancelled].every(isEmpty);
  const calls = change.outbox.flatMap((one) => (one.kind === "call" ? [one] : []));
  return (
    <details open>
      <summary>Committed together</summary>
      <ul class="committed">
        {change.processed.map(({ id, type }) => (
          <li key={id} class={isRecorded ? undefined : "dropped"}>
            <b>handled</b> {short(type)}
            {!isRecorded && ": no copy is recognized by it, dedup is off"}
            {isRecorded && isIdOnly && ": only the message's id, by which a copy is recognized"}
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
        {droppedFrom(log, at, commit).map(({ by, name, what }) => (
          <li key={`${what} ${name}`} class="dropped">
            <b>{what}</b> {short(name)}: dropped, {by} is off
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

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;
