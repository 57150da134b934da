import type { PlantedBug } from "./planted.ts";

const commit = "  await store.commit(change);";
const effectsOnly = "{ ...change, processed: [] }";
const idsOnly = "{ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] }";

/** Bugs in message handling: acknowledged too early, handled twice, retried or parked wrongly. */
export const plantedInInbox: readonly PlantedBug[] = [
  {
    name: "acknowledge-before-commit",
    about: "a message is acknowledged on arrival",
    file: "messaging/inbox/receiver.ts",
    line: '    report({ kind: "received", message,',
    becomes: '    delivery.ack(); report({ kind: "received", message,',
  },
  {
    name: "acknowledge-what-failed",
    about: "a batch is acknowledged although a failed message in it was neither retried nor parked",
    file: "messaging/settlement/acknowledger.ts",
    line: "    await publishOnward(batch);",
    becomes: "",
  },
  {
    name: "acknowledge-before-moved-on",
    about: "a failed message is acknowledged before its copy has reached the retry tier",
    file: "messaging/settlement/acknowledger.ts",
    line: "    await publishOnward(batch);",
    becomes: "    void publishOnward(batch);",
  },
  {
    name: "no-inbox",
    about: "handled message ids are not stored",
    file: "messaging/inbox/commit-batch.ts",
    line: commit,
    becomes: `  await store.commit(${effectsOnly});`,
  },
  {
    name: "id-in-another-transaction",
    about: "the effect is committed first, the message id in a second transaction",
    file: "messaging/inbox/commit-batch.ts",
    line: commit,
    becomes: `  await store.commit(${effectsOnly}); await store.commit(${idsOnly});`,
  },
  {
    name: "id-before-the-effect",
    about: "the message id is committed first, the effect in a second transaction",
    file: "messaging/inbox/commit-batch.ts",
    line: commit,
    becomes: `  await store.commit(${idsOnly}); await store.commit(${effectsOnly});`,
  },
  {
    name: "message-id-not-unique",
    about: "two instances can both record the same message as handled",
    file: "messaging/memory/contents.ts",
    line: '  refuseTaken("message", processed, contents.processed);',
    becomes: "",
  },
  {
    name: "version-check-missing",
    about: "the last write to a document wins",
    file: "messaging/memory/contents.ts",
    line: "    if (version !== loaded) {",
    becomes: "    if (version < 0) {",
  },
  {
    name: "conflict-taken-for-a-duplicate",
    about: "a version conflict is mistaken for a duplicate message",
    file: "messaging/inbox/commit-batch.ts",
    line: commit,
    becomes:
      "  try { await store.commit(change); } catch (error) { if (!(error instanceof Conflict)) throw error; }",
  },
  {
    name: "half-a-batch-forgotten",
    about: "after a batch is split, its second half is dropped",
    file: "messaging/inbox/commit-batch.ts",
    line: "  await commitBatch(options, batch.slice(middle));",
    becomes: "",
  },
  {
    name: "poison-is-left-lying",
    about: "an unreadable message is skipped until a later acknowledgement covers it",
    file: "messaging/inbox/receiver.ts",
    line: "      return retryOrPark(error);",
    becomes: '      return { kind: "ignored", why: error.message };',
  },
  {
    name: "poison-is-dropped",
    about: "an unprocessable message is acknowledged and dropped",
    file: "messaging/settlement/settlement.ts",
    line: "      return { onward: parkedCopy(",
    becomes: "      return result ? {} : { onward: parkedCopy(",
  },
  {
    name: "retry-resets-the-attempts",
    about: "every retry counts as the first attempt",
    file: "messaging/settlement/retry-or-park.ts",
    line: '      "x-attempt": attempt + 1,',
    becomes: '      "x-attempt": 1,',
  },
  {
    name: "retry-is-the-last-chance",
    about: "the second failure parks a message, even if it only waits for another event",
    file: "messaging/settlement/retry-or-park.ts",
    line: "  const tier = queuesOf(service).retry[attempt - 1];",
    becomes: "  const tier = attempt > 1 ? undefined : queuesOf(service).retry[0];",
  },
  {
    name: "answer-not-stored",
    about: "a repeated command does not get the stored answer",
    file: "messaging/inbox/deduplicate-and-react.ts",
    line: '  processed({ outcome: "handled", caused: plan.caused, answer: replied });',
    becomes: '  processed({ outcome: "handled", caused: plan.caused, answer: undefined });',
  },
  {
    name: "fanout-not-bound",
    about: "the couriers' queue is not bound to the cancellations",
    file: "messaging/topology.ts",
    line: "      ...(hears[service] ?? []).map((type) =>",
    becomes:
      '      ...(hears[service] ?? []).filter((type) => service !== "couriers" || !type.includes("cancelled")).map((type) =>',
  },
];
