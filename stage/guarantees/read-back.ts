import type { ServiceName } from "#contracts/generated/events.ts";
import type { Clock } from "#messaging/clock.ts";
import type { HttpApi } from "#messaging/http/app.ts";
import { gateway } from "#messaging/http/gateway/gateway.ts";
import { listen } from "#messaging/http/server.ts";
import type { Collection, Key, Listing } from "#messaging/store.ts";
import type { Company } from "../company/company.ts";
import { apisOf } from "../company/services.ts";

type Reading = Pick<Company, "databases" | "store"> & { readonly clock: Pick<Clock, "now"> };

/**
 * Reads back every order with its payment, delivery and notifications through the HTTP APIs, which validate each response against
 * their OpenAPI documents. Returns one sentence per failed request; a value that the document does not allow is a 500.
 */
export function readBackProblems(company: Reading): Promise<readonly string[]> {
  const asked = before.then(() => readAll(company));
  before = asked.then(
    () => {},
    () => {},
  );
  return asked;
}

// All stories of a process share these APIs, one story at a time, because building them takes half a second.
let before: Promise<void> = Promise.resolve();
let current: Reading | undefined;
let apis: readonly HttpApi[] | undefined;

async function readAll(company: Reading): Promise<readonly string[]> {
  current = company;
  apis ??= await apisForReading();
  const server = await listen(gateway(apis, authenticate), { port: 0 });
  try {
    return await answersOf(company, server.url);
  } finally {
    await server.close();
  }
}

async function answersOf(company: Reading, url: string): Promise<readonly string[]> {
  const ids = Object.keys(company.databases.orders.dump().documents.orders ?? {});
  const paths = [
    "/orders?limit=100",
    "/restaurants",
    "/couriers",
    ...ids.flatMap((id) => [
      `/orders/${id}`,
      `/payments/${id}`,
      `/deliveries/${id}`,
      `/notifications?orderId=${id}`,
    ]),
  ];
  const problems: string[] = [];
  for (const path of paths) {
    const response = await fetch(`${url}${path}`, { headers: { Authorization: "Bearer staff" } });
    const text = await response.text();
    // An order that ended early may have no payment, delivery or notification.
    const isMissing = response.status === 404 && !path.startsWith("/orders");
    if (response.status !== 200 && !isMissing)
      problems.push(`GET ${path} returned ${response.status}: ${text.slice(0, 300)}`);
  }
  return problems;
}

function apisForReading(): Promise<readonly HttpApi[]> {
  const shared = {
    authenticate,
    clock: { now: () => reading().clock.now() },
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
    report: () => {},
    running: {
      submit: () => Promise.reject(new Error("this API is read-only")),
      troubles: () => [],
      outage: () => undefined,
    },
  };
  const given = (service: ServiceName) => ({
    ...shared,
    store: {
      get: <Document extends object>(key: Key<Document>) => reading().store(service).get(key),
      list: <Document extends object>(from: Collection<Document>, listing: Listing) =>
        reading().store(service).list(from, listing),
    },
  });
  return apisOf(given, []);
}

const authenticate = async () => staff;
const staff = { id: "staff", name: "Staff", email: "staff@example.com", role: "staff" } as const;

function reading(): Reading {
  if (!current) throw new Error("no story has ended yet");
  return current;
}
