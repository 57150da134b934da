import { contracts } from "#contracts/contracts.ts";
import { parkedExchange } from "#contracts/exchanges.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { queuesOf, topologyOf } from "#messaging/topology.ts";
import { numbers } from "../bench-broker.ts";
import { showOn } from "../recording.ts";

const looks = 3;
const messages = 100;
const room = 10;
const { parked, inbox, retry } = queuesOf("payments");
const [tier] = retry;

/** Parks a message, then three people look at it and disconnect. Returns how many messages are left. */
export async function look(isShipped: boolean): Promise<number> {
  const clock = virtualClock();
  const shipped = topologyOf(contracts, "payments");
  const broker = memoryBroker({
    clock,
    topology: isShipped
      ? shipped
      : {
          ...shipped,
          queues: shipped.queues.map((queue) =>
            queue.name === parked
              ? { ...queue, arguments: { ...queue.arguments, "x-delivery-limit": 2 } }
              : queue,
          ),
        },
  });
  await broker.connect("chassis").publish([message("parked", parkedExchange, "payments")]);
  const show = showOn(clock);
  for (const n of numbers(looks)) {
    show(() => ({ leftAfterLooking: broker.queue(parked).messages.length }));
    const person = broker.connect(`person ${n}`);
    await person.consume(parked, { prefetch: 1 }, () => {});
    await clock.advance(1_000);
    await person.close();
  }
  show(() => ({ leftAfterLooking: broker.queue(parked).messages.length }));
  return broker.queue(parked).messages.length;
}

/** A hundred messages leave a retry tier for an inbox with room for ten. Returns how many are lost. */
export async function overflow(isShipped: boolean): Promise<number> {
  const clock = virtualClock();
  const shipped = topologyOf(contracts, "payments");
  const queues = shipped.queues.map((queue) => {
    if (queue.name === inbox) return { ...queue, arguments: { ...queue.arguments, "x-max-length": room } };
    if (isShipped || queue.name !== tier?.name) return queue;
    const { "x-dead-letter-strategy": _, ...less } = queue.arguments;
    return { ...queue, arguments: less };
  });
  const broker = memoryBroker({ clock, topology: { ...shipped, queues } });
  const address = shipped.bindings.find(({ queue }) => queue === tier?.name);
  await broker
    .connect("chassis")
    .publish(
      numbers(messages).map((n) => message(String(n), address?.exchange ?? "", address?.routingKey ?? "")),
    );
  const show = showOn(clock);
  const held = (): number =>
    broker.queue(inbox).messages.length + broker.queue(tier?.name ?? "").messages.length;
  for (const _ of numbers(10)) {
    show(() => ({ lost: messages - held() }));
    await clock.advance(500);
  }
  show(() => ({ lost: messages - held() }));
  return messages - held();
}

const message = (messageId: string, exchange: string, routingKey: string) => ({
  exchange,
  routingKey,
  messageId,
  headers: {},
  body: new TextEncoder().encode(messageId),
});
