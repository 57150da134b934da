import { gateway } from "#messaging/http/gateway.ts";
import { listen } from "#messaging/http/server.ts";
import { apiOf } from "#stage/company/services.ts";
import type { Lesson } from "../lesson.ts";
import { openEvening } from "../loyalty/evening.ts";

const requests = 12;
const repeated = 4;
const ada = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" } as const;

export const httpMethods: Lesson = {
  name: "http-methods",
  title: "The proxy meant well",
  questions: [53, 55],
  ground: "company",
  needsNode: true,
  hook: `A proxy between the app and the API repeats a request when the connection breaks before the answer. Twelve customers order a pizza; four of
the requests are repeated. Another team's client makes a new key for each attempt.`,
  predictions: [
    {
      ask: "POST /orders: how many orders are there?",
      measure: "orders",
      unit: "orders",
      off: [requests + repeated, requests + repeated],
      on: [requests, requests],
    },
  ],
  async experiment({ side, seed }) {
    const { running, clock, close } = await openEvening(seed);
    const authenticate = async () => ada;
    const orders = running.reach("orders");
    const shared = { authenticate, clock, requestsPerMinute: 1_000_000, report: () => {} };
    const api = await apiOf("orders", { ...shared, running: orders, store: running.store("orders") }, []);
    const server = await listen(gateway([api], authenticate), { port: 0 });
    let attempts = 0;
    let accepted = 0;
    const post = (key: string) =>
      fetch(`${server.url}/orders`, {
        method: "POST",
        headers: { Authorization: "Bearer ada", "Content-Type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify({
          restaurantId: "trattoria-sole",
          items: [{ dishId: "margherita", quantity: 1 }],
          card: "tok_ok",
          address: "1 Ballet Lane",
        }),
      });
    try {
      for (let n = 0; n < requests; n += 1) {
        for (let attempt = 0; attempt < (n < repeated ? 2 : 1); attempt += 1) {
          attempts += 1;
          const { status } = await post(side === "off" ? `attempt-${attempts}` : `order-${n}`);
          if (status === 202) accepted += 1;
        }
      }
    } finally {
      await server.close();
    }
    const placed = Object.keys(running.databases.orders.dump().documents.orders ?? {}).length;
    await close();
    return { orders: placed, accepted };
  },
  watch: [
    "`accepted` is 16 on both sides: each attempt gets a 202, and a repetition gets the answer of the first.",
    "The key is made for the order, before the first attempt, and kept by the app.",
  ],
  because: {
    file: "messaging/http/idempotency.ts",
    name: "id: idOf(JSON.stringify([principalOf(request).id, request.method, path, key])),",
    undo: "id: v4(),",
  },
  explain: `GET, PUT and DELETE may be repeated by definition: the second time changes nothing more. POST creates, so a proxy, a browser or a retry must
not repeat it, unless the server can tell that it is the same. An Idempotency-Key does: the server stores it with its answer, in
one commit with the effect, and repeats the answer. Here the key, the customer and the path make the message's id.`,
  wrong: [
    {
      answer: "A POST cannot be retried.",
      why: "With a key it can. Without retries, each lost answer is a customer who does not know.",
    },
    {
      answer: "PUT with an id made by the client is the same.",
      why: "Nearly: it names the resource. A key also recognizes the same request where no resource of that name exists.",
    },
  ],
  followUps: [
    {
      ask: "The second DELETE answers 404. Is DELETE idempotent?",
      answer: "Yes. Idempotent means the same state afterwards, not the same answer.",
      level: "middle",
    },
    {
      ask: "How would you make a PATCH idempotent?",
      answer: "With a condition: If-Match and the version that was read. Or with a key, as for POST.",
      level: "senior",
      lesson: "version-check",
    },
  ],
  limits: "One instance of orders behind the embedded gateway; the proxy is a loop.",
};
