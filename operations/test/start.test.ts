// One example per reason that keeps a service from starting; hence the length.

import { expect } from "chai";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { describeBreakingServers, type Started } from "#tooling/servers/describe.ts";
import type { OwnMongoDb } from "#tooling/servers/mongodb.ts";
import type { OwnRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { type Definitions, definitionsOf } from "../rabbitmq/definitions.ts";
import { passwords } from "./passwords.ts";
import { killServices, startService } from "./process.ts";
import { startStandalone } from "./standalone.ts";

describeBreakingServers("A service that starts", (servers) => {
  afterEach(killServices);

  it("becomes ready, has metrics, and exits with 0 on SIGTERM", async () => {
    const orders = startService("orders", await environment(servers));

    expect(await orders.readyz(200)).to.deep.equal([]);
    const metrics = await (await fetch(`${await orders.url()}/metrics`)).text();
    expect(metrics).to.include("http_request_seconds");
    orders.signal("SIGTERM");
    expect(await orders.ended()).to.deep.equal({ status: 0, said: "" });
  });

  for (const service of services) {
    it(`is ${service}, as its user in the definitions`, async () => {
      const running = startService(service, await environment(servers, service));

      expect(await running.readyz(200)).to.deep.equal([]);
    });
  }

  it("adds its restaurants at every start", async () => {
    const given = await environment(servers, "restaurants");
    const first = startService("restaurants", given);
    await first.readyz(200);
    first.signal("SIGTERM");
    await first.ended();
    const second = startService("restaurants", given);
    await second.readyz(200);
    const answer = await fetch(`${await second.url()}/restaurants`);

    expect(await answer.json())
      .to.have.property("restaurants")
      .with.length(4);
  });

  it("waits for servers that are away, reports it, and stops on SIGTERM", async () => {
    const orders = startService("orders", {
      ...(await environment(servers)),
      MONGODB_URL: "mongodb://127.0.0.1:1/?replicaSet=rs0",
    });
    await sayingWhy(orders, "MongoDB is away");

    expect(await (await fetch(`${await orders.url()}/healthz`)).json()).to.deep.equal({ status: "alive" });
    expect((await fetch(`${await orders.url()}/orders`)).status).to.equal(503);
    orders.signal("SIGTERM");
    expect((await orders.ended()).status).to.equal(0);
  });

  it("reports that the broker is away", async () => {
    const orders = startService("orders", {
      ...(await environment(servers)),
      RABBITMQ_URL: "amqp://orders:orders-of-the-tests@127.0.0.1:1",
    });
    await sayingWhy(orders, "RabbitMQ at 127.0.0.1:1 cannot be reached");
    orders.signal("SIGTERM");

    expect((await orders.ended()).status).to.equal(0);
  });
});

describeBreakingServers("A service that cannot start", (servers) => {
  afterEach(killServices);

  /** Its exit status and its error. */
  const failure = async (wrong: Readonly<Record<string, string>>, prepare?: Prepare) =>
    startService("orders", { ...(await environment(servers, "orders", prepare)), ...wrong }).ended();

  it("names a wrong password, without showing it", async () => {
    const { port } = servers().rabbitmq;
    const { status, said } = await failure({ RABBITMQ_URL: `amqp://orders:guessed@127.0.0.1:${port}` });

    expect(status).to.equal(1);
    expect(said).to.equal(
      `orders cannot start: RabbitMQ at 127.0.0.1:${port} refuses user orders: check the user and the password in RABBITMQ_URL\n`,
    );
  });

  it("names a missing virtual host", async () => {
    const { port } = servers().rabbitmq;
    const { status, said } = await failure({
      RABBITMQ_URL: `amqp://orders:orders-of-the-tests@127.0.0.1:${port}/nowhere`,
    });

    expect(status).to.equal(1);
    expect(said).to.include("has no virtual host /nowhere for user orders: check RABBITMQ_URL");
  });

  it("names each missing queue, with the remedy", async () => {
    const { status, said } = await failure({}, (whole) => ({
      ...without(whole, "orders.retry.5s"),
      exchanges: whole.exchanges.filter(({ name }) => !name.startsWith("orders.contracts.")),
    }));

    expect(status).to.equal(1);
    expect(said).to.include("queue orders.retry.5s is missing: load definitions.json into the broker");
  });

  it("detects definitions of older contracts that lack only a binding", async () => {
    const { status, said } = await failure({}, (whole) => ({
      ...whole,
      exchanges: whole.exchanges.filter(({ name }) => !name.startsWith("orders.contracts.")),
    }));

    expect(status).to.equal(1);
    expect(said).to.match(
      /^orders cannot start: the definitions in the broker do not match the contracts: generate definitions\.json again, and load it into the broker\n {2}exchange orders\.contracts\.[0-9a-f]{12} is missing: load definitions\.json into the broker\n$/,
    );
  });

  it("names a queue with a different argument", async () => {
    const { status, said } = await failure({}, (whole) => ({
      ...whole,
      queues: whole.queues.map((queue) =>
        queue.name === "orders.parked"
          ? { ...queue, arguments: { "x-queue-type": "quorum", "x-delivery-limit": 7 } }
          : queue,
      ),
    }));

    expect(status).to.equal(1);
    expect(said).to.include("orders.parked differs from the contracts (inequivalent arg 'x-delivery-limit'");
    expect(said).to.include("delete it when it is empty, then load definitions.json into the broker");
  });

  it("names a missing permission", async () => {
    const { status, said } = await failure({}, (whole) => ({
      ...whole,
      permissions: whole.permissions.map((of) => (of.user === "orders" ? { ...of, configure: "^$" } : of)),
    }));

    expect(status).to.equal(1);
    expect(said).to.include(
      "this user may not use queue orders.inbox: load definitions.json into the broker, which grants it",
    );
  });

  it("reports that transactions need a replica set", async () => {
    const standalone = await startStandalone();
    const { status, said } = await failure({ MONGODB_URL: standalone.url }).finally(standalone.remove);

    expect(status).to.equal(1);
    expect(said).to.equal(
      "orders cannot start: MongoDB is not a replica set, and transactions need one: " +
        "start mongod with --replSet, and initiate the replica set\n",
    );
  });

  it("reports that transactions need a replica set, even if the URL names one", async () => {
    const standalone = await startStandalone();
    const { status, said } = await failure({ MONGODB_URL: `${standalone.url}?replicaSet=rs0` }).finally(
      standalone.remove,
    );

    expect(status).to.equal(1);
    expect(said).to.include("is not a replica set, and transactions need one");
  });

  it("names the actual replica set", async () => {
    const { port } = servers().mongodb;
    const { status, said } = await failure({ MONGODB_URL: `mongodb://127.0.0.1:${port}/?replicaSet=rs1` });

    expect(status).to.equal(1);
    expect(said).to.equal(
      `orders cannot start: the replica set of MongoDB at 127.0.0.1:${port} is named rs0: set replicaSet=rs0 in MONGODB_URL\n`,
    );
  });

  it("names the URL option that breaks a guarantee", async () => {
    const { url } = servers().mongodb;
    const { status, said } = await failure({ MONGODB_URL: `${url}&readPreference=secondaryPreferred` });

    expect(status).to.equal(1);
    expect(said).to.equal(
      "orders cannot start: MONGODB_URL must not have readPreference=secondaryPreferred: " +
        "deduplication reads from the primary, because a secondary may lag behind; set readPreference=primary\n",
    );
  });

  it("names a port that is in use", async () => {
    const { port } = servers().mongodb;
    const { status, said } = await failure({ PORT: String(port) });

    expect(status).to.equal(1);
    expect(said).to.include(`cannot listen on 127.0.0.1:${port}: another process listens there`);
  });
});

type OwnServers = { readonly rabbitmq: OwnRabbitMq; readonly mongodb: OwnMongoDb };
type Prepare = (whole: Definitions) => Definitions;

/**
 * The environment of a service on a virtual host of its own, with the definitions loaded, as changed by
 * `prepare`.
 */
async function environment(
  servers: Started<OwnServers>,
  service: ServiceName = "orders",
  prepare: Prepare = (whole) => whole,
): Promise<Record<string, string>> {
  const { mongodb, rabbitmq } = servers();
  const vhost = `test-${crypto.randomUUID()}`;
  await rabbitmq.load(prepare(definitionsOf(passwords, vhost)));
  return {
    RABBITMQ_URL: `amqp://${service}:${service}-of-the-tests@127.0.0.1:${rabbitmq.port}/${vhost}`,
    MONGODB_URL: mongodb.url,
    JWT_SECRET: "a-secret-of-at-least-32-characters",
    PROVIDER_URL: "http://127.0.0.1:1",
    WEBHOOK_SECRET: "webhooks-of-the-tests",
    SMTP_URL: "smtp://127.0.0.1:1",
  };
}

const without = (whole: Definitions, queue: string): Definitions => ({
  ...whole,
  queues: whole.queues.filter(({ name }) => name !== queue),
  bindings: whole.bindings.filter(({ destination }) => destination !== queue),
});

/** Waits until `/readyz` reports this trouble. */
async function sayingWhy(service: ReturnType<typeof startService>, why: string): Promise<void> {
  for (;;) {
    const troubles = await service.readyz(503);
    if (troubles.some((trouble) => trouble.includes(why))) return;
  }
}
