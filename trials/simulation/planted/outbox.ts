import type { PlantedBug } from "./planted.ts";

/** Bugs of whoever says things, calls others and waits for a time. */
export const plantedInOutbox: readonly PlantedBug[] = [
  {
    name: "say-before-commit",
    about: "events are published while the commit is under way",
    file: "messaging/inbox.ts",
    line: "    await store.commit(change);",
    becomes: "    committed(change); await store.commit(change);",
  },
  {
    name: "settle-before-confirm",
    about: "an entry leaves the outbox before the broker has it",
    file: "messaging/outbox-relay.ts",
    line: "      const failed = await publish(options, batch);",
    becomes: "      await settle(options, batch, new Map()); const failed = await publish(options, batch);",
  },
  {
    name: "settle-without-confirm",
    about: "an entry leaves the outbox whether it was confirmed or not",
    file: "messaging/outbox-relay.ts",
    line: "      await settle(options, batch, failed);",
    becomes: "      await settle(options, batch, new Map());",
  },
  {
    name: "outbox-never-swept",
    about: "what a crash left in the outbox stays there",
    file: "messaging/scheduler.ts",
    line: "    const events = relay.wantsMore() ? await store.claimEvents({ ...claim(), limit: eventsLimit }) : [];",
    becomes: "    const events: readonly EventsEntry[] = [];",
  },
  {
    name: "said-in-another-order",
    about: "a batch of events is published from its end",
    file: "messaging/outbox-relay.ts",
    line: "    await broker.publish(events.map(publicationOf));",
    becomes: "    await broker.publish(events.map(publicationOf).reverse());",
  },
  {
    name: "lease-never-expires",
    about: "what an instance has claimed is never anybody else's",
    file: "messaging/run.ts",
    line: "    leaseMs: callLeaseMs,",
    becomes: "    leaseMs: 1e12,",
  },
  {
    name: "new-entry-leased-for-ever",
    about: "what an instance has committed is never anybody else's",
    file: "messaging/outbox.ts",
    line: '  return [{ kind: "events", id: first.id, attempts: 0, leasedUntil: now + eventLeaseMs, messages: events }];',
    becomes:
      '  return [{ kind: "events", id: first.id, attempts: 0, leasedUntil: now + 1e12, messages: events }];',
  },
  {
    name: "timers-in-memory-only",
    about: "timers are set, and not committed",
    file: "messaging/inbox.ts",
    line: "    await store.commit(change);",
    becomes: "    await store.commit({ ...change, timers: [] });",
  },
  {
    name: "timer-settled-when-claimed",
    about: "a timer is forgotten when it fires, and not when it is handled",
    file: "messaging/scheduler.ts",
    line: "    for (const timer of timers) fired(timer);",
    becomes: "    for (const timer of timers) fired(timer); await store.settle(timers.map(({ id }) => id));",
  },
  {
    name: "call-settled-before-it-is-made",
    about: "a call leaves the outbox before it has been answered",
    file: "messaging/outbox-caller.ts",
    line: "    const end = await withTimeout(options, entry, performer, controller);",
    becomes:
      "    await options.store.settle([entry.id]); const end = await withTimeout(options, entry, performer, controller);",
  },
  {
    name: "call-forgotten-at-its-first-error",
    about: "a call that fails is not made again",
    file: "messaging/outbox-caller.ts",
    line: "    if (!(error instanceof Unprocessable)) return postpone(options, entry, attempt, error);",
    becomes:
      "    if (!(error instanceof Unprocessable)) return options.store.settle([entry.id]).catch(() => {});",
  },
  {
    name: "a-key-for-each-attempt",
    about: "the idempotency key is new for each attempt at a call",
    file: "messaging/outbox-caller.ts",
    line: "    return await Promise.race([performer.perform(entry.request, { key: entry.key, signal }), aborted]);",
    becomes:
      "    return await Promise.race([performer.perform(entry.request, { key: entry.key + clock.now(), signal }), aborted]);",
  },
];
