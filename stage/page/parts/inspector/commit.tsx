import { keyText } from "#messaging/store.ts";
import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { durationText, short } from "../../model/words.ts";
import { Difference } from "./difference.tsx";

/** What was committed with a message, all or nothing. */
export function Commit({ at, entry, log }: { log: NarrativeLog; at: number; entry: Entry }) {
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
