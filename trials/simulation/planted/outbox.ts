import type { PlantedBug } from "./planted.ts";

/** Bugs in publishing events, making calls and firing timers. */
export const plantedInOutbox: readonly PlantedBug[] = [
  {
    name: "publish-before-commit",
    about: "events are published during the commit",
    file: "messaging/inbox/commit-batch.ts",
    line: "  await store.commit(change);",
    becomes: "  options.committed(change); await store.commit(change);",
  },
  {
    name: "settle-before-confirm",
    about: "an entry leaves the outbox before the broker has confirmed it",
    file: "messaging/outbox/outbox-relay.ts",
    line: "    const failed = await publish(options, batch);",
    becomes: "    await settle(options, batch, new Map()); const failed = await publish(options, batch);",
  },
  {
    name: "settle-without-confirm",
    about: "an entry leaves the outbox even if it was not confirmed",
    file: "messaging/outbox/outbox-relay.ts",
    line: "    await settle(options, batch, failed);",
    becomes: "    await settle(options, batch, new Map());",
  },
  {
    name: "outbox-never-swept",
    about: "entries that a crash left in the outbox are never published",
    file: "messaging/timers/scheduler.ts",
    line: "    const events = relay.wantsMore() ? await store.claimEvents({ ...claim(), limit: eventsLimit }) : [];",
    becomes: "    const events: readonly EventsEntry[] = [];",
  },
  {
    name: "published-in-another-order",
    about: "a batch of events is published in reverse order",
    file: "messaging/outbox/outbox-relay.ts",
    line: "    await broker.publish(events.map((event) => publicationOf(event, contracts)));",
    becomes: "    await broker.publish(events.map((event) => publicationOf(event, contracts)).reverse());",
  },
  {
    name: "lease-never-expires",
    about: "the lease of a claimed entry never expires",
    file: "messaging/timers/scheduler.ts",
    line: "  const claim = (): Claim => ({ now: clock.now(), limit, leaseMs: claimLeaseMs });",
    becomes: "  const claim = (): Claim => ({ now: clock.now(), limit, leaseMs: 1e12 });",
  },
  {
    name: "new-entry-leased-forever",
    about: "the first lease of a new entry never expires",
    file: "messaging/outbox-entry.ts",
    line: '  return [{ kind: "events", id: first.id, attempts: 0, leasedUntil: now + eventLeaseMs, messages: events }];',
    becomes:
      '  return [{ kind: "events", id: first.id, attempts: 0, leasedUntil: now + 1e12, messages: events }];',
  },
  {
    name: "timers-in-memory-only",
    about: "timers are set but not committed",
    file: "messaging/inbox/commit-batch.ts",
    line: "  await store.commit(change);",
    becomes: "  await store.commit({ ...change, timers: [] });",
  },
  {
    name: "timer-settled-when-claimed",
    about: "a timer is deleted when it fires instead of when it is handled",
    file: "messaging/timers/scheduler.ts",
    line: "    for (const timer of timers) fired(timer);",
    becomes: "    for (const timer of timers) fired(timer); await store.settle(timers.map(({ id }) => id));",
  },
  {
    name: "call-settled-before-it-is-made",
    about: "a call leaves the outbox before it is answered",
    file: "messaging/outbox/outbox-caller.ts",
    line: "    const end = await withTimeout(options, entry, performer, controller);",
    becomes:
      "    await options.store.settle([entry.id]); const end = await withTimeout(options, entry, performer, controller);",
  },
  {
    name: "call-forgotten-at-its-first-error",
    about: "a failed call is not retried",
    file: "messaging/outbox/outbox-caller.ts",
    line: '    if (failure.kind === "failed") return postpone(options, entry, attempt, failure.error);',
    becomes: '    if (failure.kind === "failed") return options.store.settle([entry.id]).catch(() => {});',
  },
  {
    name: "a-key-for-each-attempt",
    about: "each attempt at a call has a new idempotency key",
    file: "messaging/outbox/outbox-caller.ts",
    line: "    return await Promise.race([performer.perform(entry.request, { key: entry.key, signal }), aborted]);",
    becomes:
      "    return await Promise.race([performer.perform(entry.request, { key: entry.key + clock.now(), signal }), aborted]);",
  },
];
