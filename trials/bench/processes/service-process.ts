import { randomUUID } from "node:crypto";
import { MongoClient } from "mongodb";
import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { hireCouriers } from "#couriers/hire-couriers.ts";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import { tokens } from "#messaging/http/request/auth.ts";
import { type HttpServer, listen } from "#messaging/http/server.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { instant } from "#messaging/instant.ts";
import type { Message } from "#messaging/message.ts";
import { mongoStore } from "#messaging/mongo/store.ts";
import { hopExchange } from "#messaging/process/hop-exchange.ts";
import { type RunOptions, run } from "#messaging/running/run-service.ts";
import { createHopReporter } from "#messaging/telemetry/hop-reporter.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { ordersHttp } from "#orders/http.ts";
import { addRestaurants } from "#restaurants/add-restaurants.ts";
import { createCustomers } from "../load/customers.ts";
import { recording, replay } from "../replay.ts";
import { createTally } from "../tally.ts";
import { kitchens, riders } from "../world.ts";
import { answering, note, settingsOf } from "./answering.ts";
import { definitionOf } from "./service-definitions.ts";

export interface ServiceSettings {
  readonly name: ServiceName;
  readonly amqpUrl: string;
  readonly mongoUrl: string;
  /** The prefix of its database names. */
  readonly company: string;
  readonly run: RunOptions;
}

/** Runs one service on the real adapters, as its `main.ts` does. */
const { name, amqpUrl, mongoUrl, company, run: options } = settingsOf<ServiceSettings>();
const clock = systemClock();
let ending = false;
const { service, performers } = definitionOf(name);
const client = await new MongoClient(mongoUrl).connect();
const { collections, indexes } = service;
const database = `${company}_${name}`;
const store = recording(await mongoStore({ client, database, collections, indexes }));
const onTrouble = (why: Error) => ending || console.error(`${name}: ${why.message}`);
const broker = amqpBroker({ url: amqpUrl, name, clock, onTrouble });

let deliveredSince = 0;
const tally = createTally(name, () => {
  customers.served();
  if (deliveredSince === 0) setImmediate(notifyParent);
  deliveredSince += 1;
});
function notifyParent(): void {
  note({ delivered: deliveredSince });
  deliveredSince = 0;
}

let reporter: ReturnType<typeof createHopReporter> | undefined;
let hops: ReturnType<typeof hopExchange> | undefined;
/** Reports hops as a service with WATCH does, or no longer. */
async function watch(isOn: boolean): Promise<void> {
  reporter?.stop();
  await hops?.close();
  reporter = undefined;
  hops = undefined;
  if (!isOn) return;
  const exchange = contracts.hopsExchange;
  hops = hopExchange({ url: amqpUrl, name: `${name} reports hops`, exchange, clock, onTrouble });
  reporter = createHopReporter({ service: name, reporter: randomUUID(), sink: hops, clock });
}

function observe(hop: Hop): void {
  tally.observe(hop);
  reporter?.observe(hop);
}

const running = await run(service, { contracts, broker, store, clock, performers, observe }, options);
const customers = createCustomers((message) => running.submit(message, ""));
const now = instant(clock.now());
if (name === "restaurants") await addRestaurants(running, kitchens, now);
if (name === "couriers") await hireCouriers(running, riders, now);

let http: HttpServer | undefined;
const access = tokens({ secret: randomUUID() + randomUUID(), clock });

answering(
  {
    counts: tally.counts,
    admit: ({ most }) => customers.admit(Number(most)),
    pace: ({ perSecond }) => customers.pace(Number(perSecond)),
    watch: ({ on }) => watch(on === true),
    async listen() {
      const { authenticate } = access;
      const api = ordersHttp({ running, store, clock, authenticate, requestsPerMinute: 10_000_000 });
      http ??= await listen(api.app, { port: 0 });
      const ada = { id: "ada", name: "Ada Lovelace", email: "ada@example.com", role: "customer" } as const;
      return { port: http.port, token: await access.issue(ada, { minutes: 600 }) };
    },
    async replay({ ms }) {
      const again = `${database}_again`;
      const messages = await replay(
        await mongoStore({ client, database: again, collections, indexes }),
        store.recorded(),
        Number(ms),
      );
      // Otherwise later measurements would include writing it to disk.
      await client.db(again).dropDatabase();
      return messages;
    },
    bytes: () =>
      [...tally.published].map(([type, message]) => ({
        type,
        body: Buffer.from(encode(message as Message, contracts)).toString("utf8"),
      })),
  },
  async () => {
    ending = true;
    await watch(false);
    await http?.close({ withinMs: 100 });
    await running.stop(2_000);
    await broker.close();
    await store.close();
  },
);
