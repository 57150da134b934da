import { connect } from "amqplib";
import type { Db } from "mongodb";
import { v4 } from "uuid";
import { exchangeOf, queuesOf } from "#contracts/topology.ts";
import { decode, encode } from "#messaging/envelope.ts";
import type { Hop, UnsignedHop } from "#messaging/hops.ts";
import { instant, milliseconds } from "#messaging/instant.ts";
import { causedBy, type Message } from "#messaging/message.ts";
import type { Effects, Reads } from "#messaging/reaction.ts";
import type { Performer, Service } from "#messaging/service.ts";

export interface UnguardedOptions {
  readonly amqpUrl: string;
  readonly db: Db;
  readonly performers: readonly Performer[];
  readonly observe: (hop: Hop) => void;
}

/**
 * The same reactions, run as such flows are usually written: find, replace with `w: 1`, publish without confirm, acknowledge; 50 at
 * a time. No deduplication, no outbox, no transaction, timers in memory. A crash at any point loses or doubles something.
 *
 * It is helped in two things: two messages about one document wait for each other within the process (without that, it loses couriers
 * within seconds, and nothing would be left to measure), and small frames are sent at once (otherwise most of the time of one order alone
 * would be waiting for TCP's acknowledgements).
 */
export async function runUnguarded(service: Service, options: UnguardedOptions) {
  const { amqpUrl, db, performers, observe } = options;
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const alarms = new Map<string, ReturnType<typeof setTimeout>>();
  const takingTurns = turns();
  const source = `/${service.name}`;
  const report = (hop: UnsignedHop) =>
    observe({ ...hop, at: Date.now(), service: service.name, instance: 1 });

  async function handle(message: Message): Promise<void> {
    const reaction = service.reactions.get(message.type);
    if (!reaction) throw new Error(`no reaction to ${message.type}`);
    const reads = reaction.reads(message.data, message);
    const ids = Object.values(reads).map(({ collection, id }) => `${collection}/${id}`);
    await takingTurns(ids, async () => {
      const outcome = reaction.react(await find(reads), message, { now: instant(Date.now()) });
      if ("notYet" in outcome) throw new Error(outcome.notYet);
      if ("ignored" in outcome) return report({ kind: "ignored", message, why: outcome.ignored });
      if ("refused" in outcome) return report({ kind: "refused", message, why: outcome.refused.detail });
      await replace(reads, outcome);
      follow(message, outcome);
      const did = { saved: [], published: [], called: [], timersSet: [], timersCancelled: [] };
      report({ kind: "handled", message, did });
    });
  }

  async function find(reads: Reads) {
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

  async function replace(reads: Reads, { save = {} }: Effects): Promise<void> {
    await Promise.all(
      Object.entries(save).map(async ([name, document]) => {
        const key = reads[name];
        if (!key || !document) return;
        const rows = db.collection<{ _id: string }>(key.collection);
        await rows.replaceOne({ _id: key.id }, document, { upsert: true, writeConcern: { w: 1 } });
      }),
    );
  }

  function follow(
    cause: Message,
    { publish = [], call = [], setTimers = [], cancelTimers = [] }: Effects,
  ): void {
    const from = { source, sequence: 0, time: instant(Date.now()) };
    for (const { type, subject, data } of publish) {
      const body = encode(causedBy(cause, { ...from, id: v4(), type, subject, data }));
      channel.publish(exchangeOf(type), type, Buffer.from(body.buffer), { persistent: true });
    }
    for (const name of cancelTimers) clearTimeout(alarms.get(name));
    for (const { type, name, subject, at, data } of setTimers) {
      const message = causedBy(cause, { ...from, id: v4(), type, subject, data });
      const ms = Math.max(0, milliseconds(at) - Date.now());
      alarms.set(
        name,
        setTimeout(() => void handle(message).catch(odd), ms),
      );
    }
    for (const { name, key, request } of call) {
      const performer = performers.find((one) => one.name === name);
      const { signal } = new AbortController();
      const end = async () => {
        if (!performer) throw new Error(`nothing performs ${name}`);
        const ended = await performer.perform(request, { key, signal });
        await handle(causedBy(cause, { ...from, ...ended }));
      };
      void end().catch(odd);
    }
  }

  const odd = (error: unknown): void => console.error(`${service.name}, without guarantees:`, error);

  await channel.prefetch(50);
  await channel.consume(queuesOf(service.name).inbox, (delivery) => {
    if (!delivery) return;
    handle(decode(delivery.content, service)).then(() => channel.ack(delivery), odd);
  });

  return {
    submit: handle,
    async stop() {
      for (const alarm of alarms.values()) clearTimeout(alarm);
      await connection.close();
    },
  };
}

/** Whoever names a document waits for whoever named it before. */
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
