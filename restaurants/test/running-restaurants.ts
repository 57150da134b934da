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
import { addRestaurants } from "../add-restaurants.ts";
import { restaurantsHttp } from "../http.ts";
import { demoRestaurants } from "../menu.ts";
import { restaurantsService } from "../service.ts";

export const staff: Principal = { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const ada: Principal = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" };

/** The demo restaurants, running in memory, at 18:00; `published` is what they said. */
export async function runRestaurants() {
  const clock = virtualClock();
  const broker = memoryBroker({ clock, topology });
  const store = memoryStore();
  const elsewhere = broker.connect("elsewhere");
  const published: string[] = [];
  broker.listen(({ routingKey }) => {
    if (routingKey.startsWith("restaurants.")) published.push(routingKey);
  });
  const service = restaurantsService({ cookingMs: 1_200_000 });
  const running = await run(service, { broker: broker.connect("restaurants"), store, clock });
  await addRestaurants(running, demoRestaurants, instant(clock.now()));
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const { app } = restaurantsHttp({ authenticate, running, clock, store, report: () => {} });
  return {
    http: supertest(app),
    published,
    reopen: () => addRestaurants(running, demoRestaurants, instant(clock.now())),
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
