import { postOrders } from "../company/repeating-proxy.ts";
import type { Lesson } from "../lesson.ts";

const orders = 12;
const repeated = 4;

export const httpMethods: Lesson = {
  name: "http-methods",
  title: "The proxy meant well",
  questions: [53, 55],
  ground: "company",
  needsNode: true,
  hook: `A proxy between the app and the API repeats a request when the connection breaks before the answer.
Twelve customers order a pizza, and four of the requests are repeated. Another team's client makes a new key
for each attempt.`,
  compares: "OFF: the client makes a new key for each attempt. ON: it makes one key for each order.",
  predictions: [
    {
      ask: "POST /orders: how many orders are there?",
      measure: "orders",
      unit: "orders",
      off: [orders + repeated, orders + repeated],
      on: [orders, orders],
    },
  ],
  experiment: ({ side, seed }) =>
    postOrders(seed, {
      orders,
      repeated,
      keyOf: (order, attempt) => (side === "off" ? `attempt-${attempt}` : `order-${order}`),
    }),
  watch: [
    "`accepted` is 16 on both sides: every attempt gets a 202, and a repetition gets the first one's answer.",
    "The app makes the key for the order before the first attempt, and keeps it.",
  ],
  because: {
    file: "messaging/http/commands/idempotency.ts",
    name: "id: idOf(JSON.stringify([principalOf(request).id, request.method, path, key])),",
    undo: "id: v4(),",
  },
  explain: `GET, PUT and DELETE are idempotent by definition: the second request changes nothing more. POST
creates, so a proxy, a browser or a retry must not repeat it unless the server can recognize the repetition.
With an Idempotency-Key it can: the server stores the key and its answer in one commit with the effect, and
repeats the answer. Here the message's id is derived from the key, the customer and the path.`,
  wrong: [
    {
      answer: "A POST cannot be retried.",
      why: "With a key it can. Without retries, every lost answer leaves a customer in doubt.",
    },
    {
      answer: "PUT with an id made by the client is the same.",
      why: "Nearly: the id names the resource. A key also recognizes a repetition of a request that creates none.",
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
