import supertest, { type Test } from "supertest";
import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { HttpApi } from "#messaging/http/app.ts";
import { type Principal, tokens } from "#messaging/http/request/auth.ts";
import type { ApiOptions } from "#messaging/http/service-api.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { type Ports, run } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import { companyTopology } from "#messaging/topology.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { people } from "./people.ts";

export interface RunServiceOptions extends Pick<Ports, "performers" | "observe"> {
  readonly service: Service;
  /** Makes the service's HTTP API, which uses the first instance. */
  readonly api: (given: ApiOptions) => HttpApi;
  /** How many instances share the database. Default 1. */
  readonly instances?: number;
}

/** A service with its HTTP API, on the embedded adapters. Virtual time starts at 18:00, and passes only in `passes`. */
export async function runService({ service, api, instances = 1, ...ports }: RunServiceOptions) {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const database = memoryDatabase();
  const published: string[] = [];
  broker.listen(({ routingKey }) => {
    if (routingKey.startsWith(`${service.name}.`)) published.push(routingKey);
  });
  const connect = () => ({ broker: broker.connect(service.name), store: database.connect() });
  const start = (instance: number) =>
    run(service, { contracts, ...ports, ...connect(), clock, random: () => 0 }, { instance });
  const running = await start(1);
  const others = await Promise.all(Array.from({ length: instances - 1 }, (_, i) => start(i + 2)));
  const store = database.connect();
  const errors: unknown[] = [];
  const access = await grantAccess(clock);
  const report = (error: unknown) => void errors.push(error);
  const { app } = api({ authenticate: access.authenticate, clock, running, store, report });
  const http = supertest(app);
  const authorized = (request: Test, as: Principal) => request.set("Authorization", access.bearer(as));
  const otherServices = broker.connect("other services");

  return {
    clock,
    database,
    store,
    running,
    http,
    /** The types of the events that the service published. */
    published,
    /** Errors of the HTTP API that are not the client's. */
    errors,
    /** Submits a message to an instance, without the broker. */
    submit(message: Message, instance = 1) {
      const target = [running, ...others][instance - 1];
      if (!target) throw new Error(`instance ${instance} of ${service.name} is not running`);
      return target.submit(message, "");
    },
    /** Publishes an event of another service, and lets everything happen that follows at once. */
    async receives(message: Message) {
      const { id: messageId, type: routingKey } = message;
      const body = encode(message, contracts);
      const exchange = exchangeOf(routingKey);
      await otherServices.publish([{ exchange, routingKey, messageId, headers: {}, body }]);
      await clock.advance(0);
    },
    /** How many messages are parked. */
    parked: () => broker.queue(`${service.name}.parked`).messages.length,
    passes: (ms: number) => clock.advance(ms),
    get: (path: string, as: Principal) => authorized(http.get(path), as),
    put: (path: string, as: Principal) => authorized(http.put(path), as),
    post: (path: string, as: Principal) => authorized(http.post(path), as),
    patch: (path: string, as: Principal) => authorized(http.patch(path), as),
    close: () => Promise.all([running, ...others].map((instance) => instance.stop(0))),
  };
}

/** Tokens for the people of the tests, valid for a day. */
async function grantAccess(clock: { now(): number }) {
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const issued = new Map<string, string>();
  for (const person of people) issued.set(person.id, await issue(person, { minutes: 24 * 60 }));
  return { authenticate, bearer: ({ id }: Principal) => `Bearer ${issued.get(id)}` };
}
