import { contracts } from "#contracts/contracts.ts";
import { parkedExchange } from "#contracts/exchanges.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { type Queue, queuesOf, topologyOf } from "#messaging/topology.ts";
import { numbers, publication } from "../bench-broker.ts";
import { showOn } from "../recording.ts";

const looks = 3;
const messages = 100;
const room = 10;
const { parked, inbox, retry } = queuesOf("payments");
const [tier] = retry;
const tierName = tier?.name ?? "";

/** The broker of payments, with other arguments for some queues. */
function brokerWith(argumentsOf: Readonly<Record<string, Queue["arguments"]>>) {
  const clock = virtualClock();
  const shipped = topologyOf(contracts, "payments");
  const queues = shipped.queues.map((queue) => ({
    ...queue,
    arguments: { ...queue.arguments, ...argumentsOf[queue.name] },
  }));
  const broker = memoryBroker({ clock, topology: { ...shipped, queues } });
  return { broker, clock, shipped, show: showOn(clock) };
}

/** Parks a message, then three people look at it and disconnect. Returns how many messages are left. */
export async function look(isShipped: boolean): Promise<number> {
  const limit = isShipped ? {} : { [parked]: { "x-delivery-limit": 2 } };
  const { broker, clock, show } = brokerWith(limit);
  const left = (): number => broker.queue(parked).messages.length;
  await broker.connect("chassis").publish([publication("parked", parkedExchange, "payments")]);
  for (const n of numbers(looks)) {
    show(() => ({ leftAfterLooking: left() }));
    const person = broker.connect(`person ${n}`);
    await person.consume(parked, { prefetch: 1 }, () => {});
    await clock.advance(1_000);
    await person.close();
  }
  show(() => ({ leftAfterLooking: left() }));
  return left();
}

/** A hundred messages leave a retry tier for an inbox with room for ten. Returns how many are lost. */
export async function overflow(isShipped: boolean): Promise<number> {
  const strategy = isShipped ? {} : { [tierName]: { "x-dead-letter-strategy": "at-most-once" } };
  const { broker, clock, shipped, show } = brokerWith({ ...strategy, [inbox]: { "x-max-length": room } });
  const address = shipped.bindings.find(({ queue }) => queue === tierName);
  const { exchange = "", routingKey = "" } = address ?? {};
  const all = numbers(messages).map((n) => publication(String(n), exchange, routingKey));
  await broker.connect("chassis").publish(all);
  const lost = (): number =>
    messages - broker.queue(inbox).messages.length - broker.queue(tierName).messages.length;
  for (const _ of numbers(10)) {
    show(() => ({ lost: lost() }));
    await clock.advance(500);
  }
  show(() => ({ lost: lost() }));
  return lost();
}
