import { connect } from "amqplib";
import type { Db } from "mongodb";
import { v4 } from "uuid";
import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { Hop, UnsignedHop } from "#messaging/instance/hops.ts";
import { instant, milliseconds } from "#messaging/instant.ts";
import { causedBy, type Message } from "#messaging/message.ts";
import type { Effects, Reads } from "#messaging/reaction.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { queuesOf } from "#messaging/topology.ts";
import { decode, encode } from "#messaging/wire/envelope.ts";

export interface UnguardedOptions {
  readonly amqpUrl: string;
  readonly db: Db;
  readonly performers: readonly Performer[];
  readonly observe: (hop: Hop) => void;
}

/**
 * Runs the same reactions the way such flows are usually written: find, replace with `w: 1`, publish without confirm, acknowledge;
 * 50 at a time. There is no deduplication, outbox or transaction, and timers are in memory. A crash loses or duplicates something.
 *
 * Two things help it. Messages about one document wait for each other within the process; otherwise it loses couriers within
 * seconds. And `noDelay` sends small frames at once; otherwise a single order mostly waits for TCP acknowledgements.
 */
export async function runUnguarded(service: Service, options: UnguardedOptions) {
  const { amqpUrl, db, performers, observe } = options;
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const inTurn = turns();
  const source = `/${service.name}`;
  const report = (hop: UnsignedHop) =>
    observe({ ...hop, at: Date.now(), service: service.name, instance: 1 });

  async function handle(message: Message): Promise<void> {
    const reaction = service.reactions.get(message.type);
    if (!reaction) throw new Error(`no reaction to ${message.type}`);
    const reads = reaction.reads(message.data, message);
    const ids = Object.values(reads).map(({ collection, id }) => `${collection}/${id}`);
    await inTurn(ids, async () => {
      const outcome = reaction.react(await load(db, reads), message, { now: instant(Date.now()) });
      if ("notYet" in outcome) throw new Error(outcome.notYet);
      if ("ignored" in outcome) return report({ kind: "ignored", message, why: outcome.ignored });
      if ("refused" in outcome) return report({ kind: "refused", message, why: outcome.refused.detail });
      await save(db, reads, outcome.save ?? {});
      applyEffects(message, outcome);
      const did = { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] };
      report({ kind: "handled", message, did });
    });
  }

  function applyEffects(
    cause: Message,
    { publish = [], call = [], setTimers = [], cancelTimers = [] }: Effects,
  ): void {
    const from = { source, sequence: 0, time: instant(Date.now()) };
    for (const { type, subject, data } of publish) {
      const body = encode(causedBy(cause, { ...from, id: v4(), type, subject, data }), contracts);
      channel.publish(exchangeOf(type), type, Buffer.from(body.buffer), { persistent: true });
    }
    for (const name of cancelTimers) clearTimeout(timers.get(name));
    for (const { type, name, subject, at, data } of setTimers) {
      const message = causedBy(cause, { ...from, id: v4(), type, subject, data });
      const ms = Math.max(0, milliseconds(at) - Date.now());
      timers.set(
        name,
        setTimeout(() => void handle(message).catch(unexpected), ms),
      );
    }
    for (const { name, key, request } of call) {
      const performer = performers.find((one) => one.name === name);
      const { signal } = new AbortController();
      const end = async () => {
        if (!performer) throw new Error(`no performer for ${name}`);
        const ended = await performer.perform(request, { key, signal });
        await handle(causedBy(cause, { ...from, ...ended }));
      };
      void end().catch(unexpected);
    }
  }

  const unexpected = (error: unknown): void => console.error(`${service.name}, without guarantees:`, error);

  await channel.prefetch(50);
  await channel.consume(queuesOf(service.name).inbox, (delivery) => {
    if (!delivery) return;
    handle(decode(delivery.content, service, contracts)).then(() => channel.ack(delivery), unexpected);
  });

  return {
    submit: handle,
    async stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      await connection.close();
    },
  };
}

async function load(db: Db, reads: Reads) {
  const found = await Promise.all(
    Object.entries(reads).map(async ([name, { collection, id }]) => {
      const row = await db.collection<{ _id: string }>(collection).findOne({ _id: id });
      if (!row) return [name, undefined] as const;
      const { _id, ...document } = row;
      return [name, document] as const;
    }),
  );
  return Object.fromEntries(found);
}

async function save(db: Db, reads: Reads, documents: NonNullable<Effects["save"]>): Promise<void> {
  await Promise.all(
    Object.entries(documents).map(async ([name, document]) => {
      const key = reads[name];
      if (!key || !document) return;
      const rows = db.collection<{ _id: string }>(key.collection);
      await rows.replaceOne({ _id: key.id }, document, { upsert: true, writeConcern: { w: 1 } });
    }),
  );
}

/** Runs work on the same document one after another, in the order of the calls. */
function turns() {
  const last = new Map<string, Promise<void>>();
  return async (ids: readonly string[], work: () => Promise<void>): Promise<void> => {
    const before = Promise.all(ids.map((id) => last.get(id)));
    const mine = before.then(work);
    const over = mine.catch(() => {});
    for (const id of ids) last.set(id, over);
    await mine.finally(() => {
      for (const id of ids) if (last.get(id) === over) last.delete(id);
    });
  };
}
