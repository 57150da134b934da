import supertest from "supertest";
import { exchangeOf, topology } from "#contracts/topology.ts";
import { type Principal, tokens } from "#messaging/http/auth.ts";
import { instant } from "#messaging/instant.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryStore } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { run } from "#messaging/running/run.ts";
import { encode } from "#messaging/wire/envelope.ts";
import type { Employment } from "../courier.ts";
import { hireCouriers } from "../hire-couriers.ts";
import { couriersHttp } from "../http.ts";
import { couriersService } from "../service.ts";
import { settings } from "./given.ts";

export const staff: Principal = { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const ada: Principal = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" };
export const marie: Principal = { id: "marie", name: "Marie", email: "marie@example.com", role: "courier" };
export const jean: Principal = { id: "jean", name: "Jean", email: "jean@example.com", role: "courier" };

/** Couriers, running in memory, at 18:00; `published` is what they said. */
export async function runCouriers(hired: readonly Employment[]) {
  const clock = virtualClock();
  const broker = memoryBroker({ clock, topology });
  const store = memoryStore();
  const elsewhere = broker.connect("elsewhere");
  const running = await run(couriersService(settings), { broker: broker.connect("couriers"), store, clock });
  await hireCouriers(running, hired, instant(clock.now()));
  const published: string[] = [];
  broker.listen(({ routingKey }) => {
    if (routingKey.startsWith("couriers.")) published.push(routingKey);
  });
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const { app } = couriersHttp({ authenticate, running, clock, store, report: () => {} });
  return {
    http: supertest(app),
    published,
    rehire: () => hireCouriers(running, hired, instant(clock.now())),
    /** Lets an event of another service arrive, and everything that follows at once. */
    async hears(message: Message) {
      const { id: messageId, type } = message;
      const body = encode(message);
      await elsewhere.publish([
        { exchange: exchangeOf(type), routingKey: type, messageId, headers: {}, body },
      ]);
      await clock.advance(0);
    },
    passes: (ms: number) => clock.advance(ms),
    as: async (principal: Principal) => `Bearer ${await issue(principal)}`,
  };
}
