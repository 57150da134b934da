import { expect } from "chai";
import fc from "fast-check";
import { contracts } from "#contracts/contracts.ts";
import { services } from "#contracts/hears.ts";
import type { QueueContents } from "#messaging/memory/queue.ts";
import { companyTopology } from "#messaging/topology.ts";
import { ledgerOf } from "#outside/payment-provider/ledger.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { type EmbeddedVenue, embedded } from "../../company/embedded.ts";
import { nameOf } from "../../company/instance-id.ts";
import type { Story } from "../../stories/story.ts";
import { apply } from "../fold.ts";
import { type CompanyState, emptyState, type QueueState } from "../state.ts";
import { histories, stepsIn } from "./histories.ts";

const paid = localMessage({ type: "payments.payment-succeeded.v1" }, "o1", {});
const started = localMessage({ type: "payments.payment-started.v1" }, "o1", {});

const nothingPlanned: Story = {
  name: "history",
  about: "Whatever chance brings.",
  instances: 2,
  needsFaultInjection: true,
  async run() {},
};

describe("The fold over the log", () => {
  it("handles entries that no history contains: a refused event, the lease of a timer, a message that no queue takes", () => {
    const state = emptyState();
    const by = { at: 1, service: "orders", instance: 1 } as const;
    const entry = {
      kind: "events",
      id: paid.id,
      attempts: 0,
      leasedUntil: 1,
      messages: [paid, started],
    } as const;
    const timer = { id: "t1", name: "expiry/o1", dueAt: 5, leasedUntil: 5, message: paid };
    const change = {
      processed: [],
      documents: [],
      outbox: [entry],
      cancelled: [],
      timers: [timer],
      settled: [],
    };
    const message = { messageId: "m1", exchange: "", routingKey: "", attempt: 2 };

    apply(state, { kind: "committed", ...by, change, before: [], intended: change });
    apply(state, { kind: "reduced", ...by, id: entry.id, messageIds: [started.id] });
    apply(state, { kind: "leased", ...by, ids: ["t1"], until: 30 });
    apply(state, { kind: "enqueued", at: 2, queue: "orders.retry.1s", position: 1, ...message });
    apply(state, { kind: "stuck", at: 3, queue: "orders.retry.1s", position: 1 });

    expect(state.services.orders.outbox.get(entry.id)).to.deep.include({ messages: [started] });
    expect(state.services.orders.timers.get("t1")?.leasedUntil).to.equal(30);
    expect(state.queues.get("orders.retry.1s")).to.deep.equal({
      ready: new Map(),
      unacked: new Map(),
      stuck: new Map([[1, message]]),
      takenOut: new Set(),
    });

    apply(state, { kind: "left", at: 4, queue: "orders.retry.1s", position: 1, why: "expired" });

    expect(state.queues.get("orders.retry.1s")?.stuck.size).to.equal(0);
  });

  it("gives the state that the broker, the databases and the provider report, at any moment of a random history", async () => {
    const property = fc.asyncProperty(fc.nat(1_000_000), histories, async (seed, steps) => {
      const venue = await embedded(nothingPlanned, { seed });
      const take = stepsIn(venue);
      const moments: [position: number, reported: string][] = [];
      for (const step of steps) {
        await take(step);
        await venue.stage.passes(1);
        const reported = reportedBy(venue);
        moments.push([venue.log.end, reported]);
        expect(foldedTo(venue.log.stateAt(venue.log.end))).to.equal(reported, JSON.stringify(step));
      }
      // Scrubbing: the state at any moment is the same, in any order.
      for (const [position, reported] of [...moments.toReversed(), ...moments.slice(-1)])
        expect(foldedTo(venue.log.stateAt(position))).to.equal(reported, `at entry ${position}`);
      venue.provider.stop();
    });

    await fc.assert(property, { numRuns: 200, seed: 1 });
  });
});

/** The state that the adapters report. */
function reportedBy({ company, provider, sent }: EmbeddedVenue): string {
  return asText({
    services: services.map((name) => {
      const { documents, outbox, processed, timers } = company.databases[name].dump();
      const inCollections = Object.entries(documents).flatMap(([collection, byId]) =>
        Object.entries(byId).map(([id, document]) => [`${collection}/${id}`, document] as const),
      );
      return {
        documents: sorted(inCollections),
        processed: sorted(processed.map((one) => [one.id, one])),
        outbox: sorted(outbox.map((one) => [one.id, one])),
        timers: sorted(timers.map((one) => [one.id, one])),
      };
    }),
    queues: companyTopology(contracts).queues.map(({ name }) => contents(company.broker.queue(name))),
    ledger: provider.ledger(),
    running: company.instances().map(nameOf).sort(),
    mailbox: sent(),
  });
}

/** The same parts of the log's state. */
function foldedTo({ mailbox, provider, queues, services: state }: CompanyState): string {
  return asText({
    services: services.map((name) => {
      const { documents, outbox, processed, timers } = state[name];
      return {
        documents: sorted(documents),
        processed: sorted(processed),
        outbox: sorted(outbox),
        timers: sorted(timers),
      };
    }),
    queues: companyTopology(contracts).queues.map(({ name }) => foldedContents(queues.get(name))),
    ledger: ledgerOf(provider.charges.values(), provider.refunds),
    running: services
      .flatMap((service) =>
        [...state[service].instances].flatMap(([instance, is]) =>
          is === "running" ? [nameOf({ service, instance })] : [],
        ),
      )
      .sort(),
    mailbox,
  });
}

const contents = ({ messages, ready, unacked }: QueueContents) => ({
  ready: messages.slice(0, ready).map(({ messageId }) => messageId),
  unacked: messages
    .slice(ready, ready + unacked)
    .map(({ messageId }) => messageId)
    .sort(),
  stuck: messages.slice(ready + unacked).map(({ messageId }) => messageId),
});

const foldedContents = (queue: QueueState | undefined) => ({
  ready: [...(queue?.ready.values() ?? [])].map(({ messageId }) => messageId),
  unacked: [...(queue?.unacked.values() ?? [])].map(({ messageId }) => messageId).sort(),
  stuck: [...(queue?.stuck.values() ?? [])].map(({ messageId }) => messageId),
});

const sorted = <Value>(entries: Iterable<readonly [string, Value]>) =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** As JSON, so that an undefined field equals a missing one. */
const asText = (value: unknown): string => JSON.stringify(value);
