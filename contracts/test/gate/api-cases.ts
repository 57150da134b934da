import { add, drop, move, remove, set } from "./copy.ts";
import type { Case } from "./event-cases.ts";

const orders = "http/orders.openapi.json";
const newOrder = "/components/schemas/NewOrder";
const receipt = "/components/schemas/Receipt";
const post = "/paths/~1orders/post";
const text = { description: "Something new.", type: "string", maxLength: 20 };

const money = {
  description: "An amount of money in integer minor units (1250 is 12.50 EUR).",
  type: "object",
  additionalProperties: false,
  required: ["amount", "currency"],
  properties: {
    amount: { description: "Minor units.", type: "integer", minimum: 0, maximum: 4950000000 },
    currency: { description: "ISO 4217 code.", type: "string", const: "EUR" },
  },
};

/** What clients send: narrower breaks them. */
export const requestCases: readonly Case[] = [
  {
    name: "a request may say more",
    change: [set(orders, `${newOrder}/properties/voucher`, text)],
    verdict: "compatible",
    says: [
      "POST /orders: the request: /voucher is new and optional",
      "What clients send is accepted as before.",
    ],
  },
  {
    name: "a request must say more",
    change: [
      set(orders, `${newOrder}/properties/voucher`, text),
      add(orders, `${newOrder}/required`, "voucher"),
    ],
    verdict: "BREAKS CLIENTS",
    says: [
      "POST /orders: the request: /voucher is new and required",
      "Who: clients of the orders API.",
      "Apps on telephones",
    ],
  },
  {
    name: "a request may no longer say something",
    change: [remove(orders, `${newOrder}/properties/note`)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the request: /note was removed"],
  },
  {
    name: "a request need not say something any more",
    change: [drop(orders, `${newOrder}/required`, "address")],
    verdict: "compatible",
    says: ["/address was required and is optional"],
  },
  {
    name: "a request is limited",
    change: [set(orders, `${newOrder}/properties/items/maxItems`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the request: /items has another largest number of items: 10 instead of 50"],
  },
  {
    name: "a limit of a request is loosened",
    change: [set(orders, `${newOrder}/properties/note/maxLength`, 1000)],
    verdict: "compatible",
    says: ["/note has another longest length: 1000 instead of 500"],
  },
  {
    name: "a parameter is added and optional",
    change: [
      add(orders, "/paths/~1orders/get/parameters", {
        name: "after",
        in: "query",
        schema: { type: "string" },
      }),
    ],
    verdict: "compatible",
    says: ["GET /orders: the parameter query after is new and optional"],
  },
  {
    name: "a parameter is added and required",
    change: [
      add(orders, "/paths/~1orders/get/parameters", {
        name: "after",
        in: "query",
        required: true,
        schema: { type: "string" },
      }),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query after is new and required"],
  },
  {
    name: "a parameter is removed",
    change: [set(orders, "/paths/~1orders/get/parameters", [])],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query limit was removed"],
  },
  {
    name: "a parameter is limited",
    change: [set(orders, "/paths/~1orders/get/parameters/0/schema/maximum", 50)],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query limit: the whole has another largest value: 50 instead of 100"],
  },
  {
    name: "an operation is added",
    change: [
      set(orders, "/paths/~1orders~1{orderId}/delete", { responses: { 204: { description: "Gone." } } }),
    ],
    verdict: "compatible",
    says: ["DELETE /orders/{orderId} is new"],
  },
  {
    name: "an operation is removed",
    change: [remove(orders, "/paths/~1orders/get")],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders was removed"],
  },
  {
    name: "a path is renamed",
    change: [move(orders, "/paths/~1orders", "/paths/~1v2~1orders")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders was removed", "POST /v2/orders is new"],
  },
  {
    name: "other credentials are asked for",
    change: [
      set(orders, "/components/securitySchemes/apiKey", { type: "apiKey", name: "key", in: "header" }),
      set(orders, `${post}/security`, [{ apiKey: [] }]),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders asks for other credentials than before"],
  },
];

/** What clients are answered: wider breaks them. */
export const responseCases: readonly Case[] = [
  {
    name: "an answer says more",
    change: [
      set(orders, `${receipt}/properties/expectedAt`, text),
      add(orders, `${receipt}/required`, "expectedAt"),
    ],
    verdict: "compatible",
    says: [
      "POST /orders: the answer 202: /expectedAt is new and required",
      "Clients ignore fields that they do not know.",
    ],
  },
  {
    name: "an answer says less",
    change: [remove(orders, `${receipt}/properties/total`), drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202: /total was removed (it was required)"],
  },
  {
    name: "an answer may leave something out",
    change: [drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202: /total was required and is optional"],
  },
  {
    name: "an answer has a word that clients do not know",
    change: [add(orders, "/components/schemas/Status/enum", "lost")],
    verdict: "BREAKS CLIENTS",
    says: ['POST /orders: the answer 202: /status may now also be "lost"'],
  },
  {
    name: "an answer has a word less",
    change: [drop(orders, "/components/schemas/Status/enum", "on-the-way")],
    verdict: "compatible",
    says: ['/status may no longer be "on-the-way"'],
  },
  {
    name: "an answer may be null",
    change: [
      move(orders, "/components/schemas/Money", `${receipt}/properties/total`),
      set(orders, `${receipt}/properties/total/type`, ["object", "null"]),
      set(orders, "/components/schemas/Money", money),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202: /total was of type object and is of type object or null"],
  },
  {
    name: "a success has another status",
    change: [move(orders, `${post}/responses/202`, `${post}/responses/200`)],
    verdict: "BREAKS CLIENTS",
    says: [
      "POST /orders: the answer 202 comes no more",
      "POST /orders: the answer 200 is new: another kind of success",
    ],
  },
  {
    name: "a failure is added",
    change: [set(orders, `${post}/responses/418`, { description: "A teapot." })],
    verdict: "compatible",
    says: ["POST /orders: the answer 418 is new", "Clients handle 4xx and 5xx by their class."],
  },
  {
    name: "a header is taken away",
    change: [remove(orders, `${post}/responses/202/headers/Location`)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202 no longer has the header location"],
  },
  {
    name: "an answer comes in another form",
    change: [
      move(
        orders,
        `${post}/responses/202/content/application~1json`,
        `${post}/responses/202/content/application~1xml`,
      ),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202 no longer comes as application/json"],
  },
];
