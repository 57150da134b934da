import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import type { Change } from "#messaging/store.ts";
import type { Commit } from "./commits.ts";
import type { Entry } from "./entry.ts";

/** Every commit of a long-running company, reduced to what the invariants need. */
export function createCommitArchive(): { readonly commits: readonly Commit[]; take(entry: Entry): void } {
  const commits: Commit[] = [];
  return {
    commits,
    take(entry) {
      if (entry.kind === "committed" && entry.intended)
        commits.push({ service: entry.service, change: slim(entry.intended) });
    },
  };
}

const slim = (change: Change): Change => ({
  processed: change.processed.map((message) => ({ ...message, caused: [], answer: undefined })),
  documents: change.documents.map((saved) => ({
    ...saved,
    document: slimDocument(saved.key.collection, saved.document),
  })),
  outbox: change.outbox.map(slimEntry),
  cancelled: [],
  timers: [],
  settled: [],
});

/** Keeps a document's status; of a roster, everything. */
const slimDocument = (collection: string, document: object): object =>
  collection === "rosters" || !("status" in document) ? document : { status: document.status };

const slimEntry = (entry: OutboxEntry): OutboxEntry =>
  entry.kind === "call"
    ? { ...entry, request: undefined, cause: { ...entry.cause, data: undefined } }
    : { ...entry, messages: entry.messages.map((message) => ({ ...message, data: undefined })) };
