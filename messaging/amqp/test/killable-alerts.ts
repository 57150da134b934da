// Alerts as a process whose reaction exits on some messages: they kill every consumer.

import { MongoClient } from "mongodb";
import { mongoStore } from "../../mongo/store.ts";
import { run } from "../../running/run-service.ts";
import { contracts } from "../../test/company.ts";
import { alerts } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { amqpBroker } from "../broker.ts";

const { DATABASE = "", KILLERS = "", MONGODB_URL = "", RABBITMQ_URL = "" } = process.env;
const killers = new Set(KILLERS.split(" "));
const clock = systemClock();
const client = new MongoClient(MONGODB_URL);
const store = await mongoStore({ client, database: DATABASE, collections: ["tabs"], indexes: [] });
const broker = amqpBroker({ url: RABBITMQ_URL, name: "alerts", clock });
const deadly = alerts((_tab, message) => {
  if (killers.has(message.id)) process.exit(7);
  return {};
});
// No call to the store hangs here, so no live process keeps a solo attempt for longer.
await run(deadly, { contracts, broker, store, clock }, { longestSoloMs: 1_000 });
