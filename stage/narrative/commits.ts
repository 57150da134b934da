import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Change } from "#messaging/store.ts";
import type { Entry } from "./entry.ts";

/** A service's commit, as the invariants see it: the intended change. */
export interface Commit {
  readonly service: string;
  readonly change: Change;
}

/** The commits of a log, in order. */
export const commitsOf = (entries: readonly Entry[]): readonly Commit[] =>
  entries.flatMap((entry) =>
    entry.kind === "committed" && entry.intended ? [{ service: entry.service, change: entry.intended }] : [],
  );

/** Every event that was committed, by id. */
export const eventsOf = (commits: readonly Commit[]): ReadonlyMap<string, Message> =>
  new Map(commits.flatMap(({ change }) => eventsIn(change.outbox).map((message) => [message.id, message])));
