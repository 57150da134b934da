// One list, so that a case can be found by reading from top to bottom; hence the length.

import { add, drop, move, remove, set } from "../contracts-copy.ts";
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
      "The requests that clients send are still accepted.",
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
      "Affected: clients of the orders API.",
      "Mobile apps stay in use",
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
    says: ["/address was required and is now optional"],
  },
  {
    name: "a request is limited",
    change: [set(orders, `${newOrder}/properties/items/maxItems`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the request: /items has a different maximum number of items: 10 instead of 50"],
  },
  {
    name: "a limit of a request is loosened",
    change: [set(orders, `${newOrder}/properties/note/maxLength`, 1000)],
    verdict: "compatible",
    says: ["/note has a different maximum length: 1000 instead of 500"],
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
    says: ["GET /orders: the parameter query limit: the root has a different maximum: 50 instead of 100"],
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
    says: ["POST /orders requires other credentials than before"],
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
      "POST /orders: the response 202: /expectedAt is new and required",
      "Clients ignore unknown fields.",
    ],
  },
  {
    name: "an answer says less",
    change: [remove(orders, `${receipt}/properties/total`), drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202: /total was removed (it was required)"],
  },
  {
    name: "an answer may leave something out",
    change: [drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202: /total was required and is now optional"],
  },
  {
    name: "an answer has a word that clients do not know",
    change: [add(orders, "/components/schemas/Status/enum", "lost")],
    verdict: "BREAKS CLIENTS",
    says: ['POST /orders: the response 202: /status may now also be "lost"'],
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
    says: ["POST /orders: the response 202: the type of /total changed from object to object or null"],
  },
  {
    name: "a success has another status",
    change: [move(orders, `${post}/responses/202`, `${post}/responses/200`)],
    verdict: "BREAKS CLIENTS",
    says: [
      "POST /orders: the response 202 was removed",
      "POST /orders: the response 200 is new: clients do not know this success status",
    ],
  },
  {
    name: "a failure is added",
    change: [set(orders, `${post}/responses/418`, { description: "A teapot." })],
    verdict: "compatible",
    says: ["POST /orders: the response 418 is new", "Clients handle 4xx and 5xx by their class."],
  },
  {
    name: "a header is taken away",
    change: [remove(orders, `${post}/responses/202/headers/Location`)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202 no longer has the header location"],
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
    says: ["POST /orders: the response 202 is no longer sent as application/json"],
  },
];

const limit = "/paths/~1orders/get/parameters/0";
const scheme = "/components/securitySchemes/bearer";
const location = `${post}/responses/202/headers/Location`;

/** What clients see of an API beside its schemas. */
export const surfaceCases: readonly Case[] = [
  {
    name: "credentials keep their name and are of another kind",
    change: [set(orders, scheme, { type: "apiKey", name: "X-Key", in: "header" })],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "credentials have another scheme",
    change: [set(orders, `${scheme}/scheme`, "basic")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "tokens have another form",
    change: [set(orders, `${scheme}/bearerFormat`, "opaque")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "credentials get another name, and are the same",
    change: [
      move(orders, scheme, "/components/securitySchemes/token"),
      set(orders, "/security", [{ token: [] }]),
    ],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
  {
    name: "other credentials are enough too",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [] }, { key: [] }]),
    ],
    verdict: "compatible",
    says: ["POST /orders accepts fewer or other credentials, too"],
  },
  {
    name: "a second credential is asked for",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [], key: [] }]),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "the API moves",
    change: [set(orders, "/servers", [{ url: "/v2" }])],
    verdict: "BREAKS CLIENTS",
    says: ["the API is no longer served at /"],
  },
  {
    name: "the API is in a second place",
    change: [set(orders, "/servers", [{ url: "/" }, { url: "/v2" }])],
    verdict: "compatible",
    says: ["the API is also served at /v2"],
  },
  {
    name: "a header of an answer has another type",
    change: [set(orders, `${location}/schema`, { type: "integer" })],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the type of the root changed from string to integer"],
  },
  {
    name: "a header of an answer may be longer",
    change: [set(orders, `${location}/schema/maxLength`, 500)],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the root has a different maximum length: 500 instead of 100"],
  },
  {
    name: "a header of an answer may be left out",
    given: [set(orders, `${location}/required`, true)],
    change: [set(orders, `${location}/required`, false)],
    verdict: "BREAKS CLIENTS",
    says: ["may now omit the header location, which it always had"],
  },
  {
    name: "a header of an answer is always there",
    change: [set(orders, `${location}/required`, true)],
    verdict: "compatible",
    says: ["now always has the header location"],
  },
  {
    name: "a header is added to an answer",
    change: [set(orders, `${post}/responses/202/headers/ETag`, { schema: text })],
    verdict: "compatible",
    says: ["POST /orders: the response 202 now has the header etag"],
  },
  {
    name: "what is assumed where a parameter is left out changes",
    change: [set(orders, `${limit}/schema/default`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["the default of the root changed from 20 to 10"],
  },
  {
    name: "nothing is assumed any more where a parameter is left out",
    change: [remove(orders, `${limit}/schema/default`)],
    verdict: "BREAKS CLIENTS",
    says: ["the default of the root changed from 20 to none"],
  },
  {
    name: "a parameter is required",
    change: [set(orders, `${limit}/required`, true)],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query limit was optional and is now required"],
  },
  {
    name: "an operation gets another id",
    change: [set(orders, `${post}/operationId`, "order")],
    verdict: "BREAKS CLIENTS",
    says: ["generated clients name their methods after it"],
  },
  {
    name: "a request is accepted in another form, too",
    change: [
      set(orders, `${post}/requestBody/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/NewOrder" },
      }),
    ],
    verdict: "compatible",
    says: ["POST /orders: the request is also accepted as application/cbor"],
  },
  {
    name: "a request need have no body any more",
    change: [set(orders, `${post}/requestBody/required`, false)],
    verdict: "compatible",
    says: ["POST /orders: the request no longer needs a body"],
  },
  {
    name: "an answer may come in a second form",
    change: [
      set(orders, `${post}/responses/202/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/Receipt" },
      }),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202 may now be sent as application/cbor"],
  },
  {
    name: "what a shared answer leads to changes",
    change: [set(orders, "/components/schemas/Problem/properties/status/maximum", 999)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 400: /status has a different maximum: 999 instead of 599"],
  },
  {
    name: "only words of an API change",
    change: [
      set(orders, "/info/version", "1.0.1"),
      set(orders, `${post}/summary`, "Order something"),
      set(orders, `${limit}/example`, 30),
    ],
    verdict: "nothing",
    says: [],
  },
];
