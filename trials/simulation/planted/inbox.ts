import type { PlantedBug } from "./planted.ts";

const commit = "    await store.commit(change);";
const effectsOnly = "{ ...change, processed: [] }";
const idsOnly = "{ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] }";

/** Bugs of whoever handles messages: acknowledged too early, counted twice, put aside wrongly. */
export const plantedInInbox: readonly PlantedBug[] = [
  {
    name: "acknowledge-before-commit",
    about: "a message is acknowledged when it arrives",
    file: "messaging/doors.ts",
    line: '    report({ kind: "received", message,',
    becomes: '    delivery.ack(); report({ kind: "received", message,',
  },
  {
    name: "acknowledge-what-failed",
    about: "a batch is acknowledged with a failed message in it, which nobody has put aside",
    file: "messaging/acknowledger.ts",
    line: "      await publishOnward(options, batch);",
    becomes: "",
  },
  {
    name: "acknowledge-before-moved-on",
    about: "a failed message is acknowledged while its copy is still on the way to its retry tier",
    file: "messaging/acknowledger.ts",
    line: "      await publishOnward(options, batch);",
    becomes: "      void publishOnward(options, batch);",
  },
  {
    name: "no-inbox",
    about: "nobody remembers which messages were handled",
    file: "messaging/inbox.ts",
    line: commit,
    becomes: `    await store.commit(${effectsOnly});`,
  },
  {
    name: "id-in-another-transaction",
    about: "the effect is committed first, and then that the message was handled",
    file: "messaging/inbox.ts",
    line: commit,
    becomes: `    await store.commit(${effectsOnly}); await store.commit(${idsOnly});`,
  },
  {
    name: "id-before-the-effect",
    about: "that the message was handled is committed first, and then the effect",
    file: "messaging/inbox.ts",
    line: commit,
    becomes: `    await store.commit(${idsOnly}); await store.commit(${effectsOnly});`,
  },
  {
    name: "message-id-not-unique",
    about: "two instances may both write that they handled a message",
    file: "messaging/memory/contents.ts",
    line: '  refuseTaken("message", processed, contents.processed);',
    becomes: "",
  },
  {
    name: "version-check-missing",
    about: "whoever saves a document last wins",
    file: "messaging/memory/contents.ts",
    line: "    if (version !== loaded) {",
    becomes: "    if (version < 0) {",
  },
  {
    name: "conflict-taken-for-a-duplicate",
    about: "a conflict is believed to mean that somebody else has handled the message",
    file: "messaging/inbox.ts",
    line: commit,
    becomes:
      "    try { await store.commit(change); } catch (error) { if (!(error instanceof Conflict)) throw error; }",
  },
  {
    name: "half-a-batch-forgotten",
    about: "a batch that is split is handled up to its middle",
    file: "messaging/inbox.ts",
    line: "  return new Map([...first, ...(await commitAll(options, arrivals.slice(middle)))]);",
    becomes: "  return first;",
  },
  {
    name: "poison-is-left-lying",
    about: "what cannot be read is skipped, until a later acknowledgement takes it along",
    file: "messaging/doors.ts",
    line: '      const result: Result = { kind: "unprocessable", reason: error.reason, error };',
    becomes: '      const result: Result = { kind: "ignored", why: error.message };',
  },
  {
    name: "poison-is-dropped",
    about: "what can never be handled is acknowledged and thrown away",
    file: "messaging/doors.ts",
    line: "      return { onward: parkedCopy(",
    becomes: "      return result ? {} : { onward: parkedCopy(",
  },
  {
    name: "retry-resets-the-attempts",
    about: "every retry believes that it is the first",
    file: "messaging/retry.ts",
    line: '      "x-attempt": attempt + 1,',
    becomes: '      "x-attempt": 1,',
  },
  {
    name: "retry-is-the-last-chance",
    about: "the second failure parks a message, whatever it waits for",
    file: "messaging/retry.ts",
    line: "  const tier = queuesOf(service).retry[attempt - 1];",
    becomes: "  const tier = attempt > 1 ? undefined : queuesOf(service).retry[0];",
  },
  {
    name: "answer-not-stored",
    about: "a command that comes again is not answered as it was before",
    file: "messaging/react.ts",
    line: '  processed({ outcome: "handled", caused: plan.caused, answer: replied });',
    becomes: '  processed({ outcome: "handled", caused: plan.caused, answer: undefined });',
  },
  {
    name: "fanout-not-bound",
    about: "the queue of couriers is not bound to the cancellations",
    file: "contracts/topology.ts",
    line: "      ...hears[service].map((type) =>",
    becomes:
      '      ...hears[service].filter((type) => service !== "couriers" || !type.includes("cancelled")).map((type) =>',
  },
];
