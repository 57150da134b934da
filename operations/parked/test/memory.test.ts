import { parkedExchange } from "#contracts/exchanges.ts";
import { tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { parkedInCompany } from "../company.ts";
import { parkedHttp } from "../http.ts";
import { parkedInMemory } from "../memory.ts";
import { type ParkedHarness, parkedConformance, strandedTopology } from "./conformance.ts";

const clock = systemClock();

/** A memory broker, and the harness of the suite. */
function stage() {
  const broker = memoryBroker({ clock, topology: strandedTopology });
  const connection = broker.connect("a test");
  const hands: Pick<ParkedHarness, "park" | "handedBack"> = {
    park: (service, ...messages) =>
      connection.publish(messages.map((one) => ({ exchange: parkedExchange, routingKey: service, ...one }))),
    async handedBack(service) {
      const { messages } = broker.queue(`${service}.inbox`);
      for (const one of messages) broker.remove(`${service}.inbox`, one);
      return messages;
    },
  };
  return { parked: parkedInMemory(broker), ...hands };
}

parkedConformance("in memory", async () => {
  const on = stage();
  return { ...on, close: () => on.parked.close() };
});

parkedConformance("over the admin API", async () => {
  const { parked, ...hands } = stage();
  const access = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const server = await listen(parkedHttp({ parked, authenticate: access.authenticate, clock }).app, {
    port: 0,
  });
  const sam = { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" } as const;
  return {
    ...hands,
    parked: parkedInCompany({ url: server.url, token: await access.issue(sam) }),
    alwaysBy: "sam",
    close: () => server.close(),
  };
});
