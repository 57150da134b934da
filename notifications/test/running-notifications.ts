import supertest from "supertest";
import { exchangeOf, topology } from "#contracts/topology.ts";
import { type Principal, tokens } from "#messaging/http/auth.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { run } from "#messaging/running/run.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { notificationsHttp } from "../http.ts";
import type { Sender } from "../sender.ts";
import { notificationsCalls, notificationsService } from "../service.ts";

export const ada: Principal = { id: "ada", name: "Ada Lovelace", email: "ada@example.com", role: "customer" };
export const grace: Principal = { ...ada, id: "grace", name: "Grace Hopper", email: "grace@example.com" };
export const staff: Principal = { ...ada, id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const courier: Principal = { ...ada, id: "marie", name: "Marie", role: "courier" };

/** Notifications, running on the embedded adapters. Its clock shows 18:00 until it is moved. */
export async function runNotifications(sender: Sender) {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology });
  const store = memoryDatabase().connect();
  const elsewhere = broker.connect("elsewhere");
  const running = await run(notificationsService, {
    broker: broker.connect("notifications"),
    store,
    clock,
    random: () => 0,
    performers: notificationsCalls(sender),
  });
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const tokenOf = new Map<Principal, string>();
  for (const who of [ada, grace, staff, courier]) tokenOf.set(who, `Bearer ${await issue(who)}`);
  const { app } = notificationsHttp({ authenticate, clock, running, store });
  const http = supertest(app);

  return {
    clock,
    http,
    /** Hands a message in at the door. */
    hears: (message: Message) => running.submit(message, ""),
    /** Lets an event of another service arrive through the broker. */
    arrives: (message: Message) => {
      const { id: messageId, type } = message;
      const exchange = exchangeOf(type);
      return elsewhere.publish([
        { exchange, routingKey: type, messageId, headers: {}, body: encode(message) },
      ]);
    },
    /** How many messages were put aside for a person. */
    parked: () => broker.queue("notifications.parked").messages.length,
    get: (path: string, as: Principal) => http.get(path).set("Authorization", tokenOf.get(as) ?? ""),
    put: (path: string, as: Principal) => http.put(path).set("Authorization", tokenOf.get(as) ?? ""),
    close: () => running.stop(0),
  };
}

export type RunningNotifications = Awaited<ReturnType<typeof runNotifications>>;
