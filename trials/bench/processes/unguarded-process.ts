import { MongoClient } from "mongodb";
import { v4 } from "uuid";
import { hire } from "#couriers/hire-courier.ts";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import { addRestaurant } from "#restaurants/add-restaurant.ts";
import { createCustomers } from "../load/customers.ts";
import { createTally } from "../tally.ts";
import { kitchens, riders } from "../world.ts";
import { answering, settingsOf } from "./answering.ts";
import { definitionOf } from "./service-definitions.ts";
import type { ServiceSettings } from "./service-process.ts";
import { runUnguarded } from "./unguarded.ts";

/** Runs one service without guarantees. */
const { name, amqpUrl, mongoUrl, company } = settingsOf<ServiceSettings>();
const { service, performers } = definitionOf(name);
const client = await new MongoClient(mongoUrl).connect();
const db = client.db(`${company}_${name}`);
const tally = createTally(name, () => customers.served());
const running = await runUnguarded(service, { amqpUrl, db, performers, observe: tally.observe });
const customers = createCustomers(running.submit);

const time = instant(Date.now());
const begin = (type: string, subject: string, data: object) =>
  running.submit(beginning({ id: v4(), type, source: `/${name}`, subject, time, data }));
if (name === "restaurants")
  for (const kitchen of kitchens) await begin(addRestaurant.type, kitchen.restaurantId, kitchen);
if (name === "couriers") for (const rider of riders) await begin(hire.type, rider.courierId, rider);

answering({ counts: tally.counts, admit: ({ most }) => customers.admit(Number(most)) }, async () => {
  await running.stop();
  await client.close();
});
