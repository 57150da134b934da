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

/** Requests: what becomes narrower breaks clients. */
export const requestCases: readonly Case[] = [
  {
    name: "a request has a new optional field",
    change: [set(orders, `${newOrder}/properties/voucher`, text)],
    verdict: "compatible",
    says: [
      "POST /orders: the request: /voucher is new and optional",
      "The requests that clients send are still accepted.",
    ],
  },
  {
    name: "a request has a new required field",
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
    name: "a request loses an optional field",
    change: [remove(orders, `${newOrder}/properties/note`)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the request: /note was removed"],
  },
  {
    name: "a required field of a request becomes optional",
    change: [drop(orders, `${newOrder}/required`, "address")],
    verdict: "compatible",
    says: ["/address was required and is now optional"],
  },
  {
    name: "a field of a request gets a limit",
    change: [set(orders, `${newOrder}/properties/items/maxItems`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the request: /items has a different maximum number of items: 10 instead of 50"],
  },
  {
    name: "a limit of a request is relaxed",
    change: [set(orders, `${newOrder}/properties/note/maxLength`, 1000)],
    verdict: "compatible",
    says: ["/note has a different maximum length: 1000 instead of 500"],
  },
  {
    name: "an optional parameter is added",
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
    name: "a required parameter is added",
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
    name: "a parameter gets a limit",
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
    name: "other credentials are required",
    change: [
      set(orders, "/components/securitySchemes/apiKey", { type: "apiKey", name: "key", in: "header" }),
      set(orders, `${post}/security`, [{ apiKey: [] }]),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
];

/** Responses: what becomes wider breaks clients. */
export const responseCases: readonly Case[] = [
  {
    name: "a response has a new field",
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
    name: "a response loses a field",
    change: [remove(orders, `${receipt}/properties/total`), drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202: /total was removed (it was required)"],
  },
  {
    name: "a required field of a response becomes optional",
    change: [drop(orders, `${receipt}/required`, "total")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202: /total was required and is now optional"],
  },
  {
    name: "a response has a new enumeration value",
    change: [add(orders, "/components/schemas/Status/enum", "lost")],
    verdict: "BREAKS CLIENTS",
    says: ['POST /orders: the response 202: /status may now also be "lost"'],
  },
  {
    name: "a response loses an enumeration value",
    change: [drop(orders, "/components/schemas/Status/enum", "on-the-way")],
    verdict: "compatible",
    says: ['/status may no longer be "on-the-way"'],
  },
  {
    name: "a field of a response may be null",
    change: [
      move(orders, "/components/schemas/Money", `${receipt}/properties/total`),
      set(orders, `${receipt}/properties/total/type`, ["object", "null"]),
      set(orders, "/components/schemas/Money", money),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202: the type of /total changed from object to object or null"],
  },
  {
    name: "a success has another status code",
    change: [move(orders, `${post}/responses/202`, `${post}/responses/200`)],
    verdict: "BREAKS CLIENTS",
    says: [
      "POST /orders: the response 202 was removed",
      "POST /orders: the response 200 is new: clients do not know this success status",
    ],
  },
  {
    name: "an error response is added",
    change: [set(orders, `${post}/responses/418`, { description: "A teapot." })],
    verdict: "compatible",
    says: ["POST /orders: the response 418 is new", "Clients handle 4xx and 5xx by their class."],
  },
  {
    name: "a response header is removed",
    change: [remove(orders, `${post}/responses/202/headers/Location`)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202 no longer has the header location"],
  },
  {
    name: "a response has another media type",
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

/** Everything in an API that clients see besides its schemas. */
export const surfaceCases: readonly Case[] = [
  {
    name: "credentials have another type under the same name",
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
    name: "tokens have another format",
    change: [set(orders, `${scheme}/bearerFormat`, "opaque")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "credentials are renamed",
    change: [
      move(orders, scheme, "/components/securitySchemes/token"),
      set(orders, "/security", [{ token: [] }]),
    ],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
  {
    name: "other credentials are accepted, too",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [] }, { key: [] }]),
    ],
    verdict: "compatible",
    says: ["POST /orders accepts fewer or other credentials, too"],
  },
  {
    name: "a second credential is required",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [], key: [] }]),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders requires other credentials than before"],
  },
  {
    name: "the API has another URL",
    change: [set(orders, "/servers", [{ url: "/v2" }])],
    verdict: "BREAKS CLIENTS",
    says: ["the API is no longer served at /"],
  },
  {
    name: "the API has a second URL",
    change: [set(orders, "/servers", [{ url: "/" }, { url: "/v2" }])],
    verdict: "compatible",
    says: ["the API is also served at /v2"],
  },
  {
    name: "a response header has another type",
    change: [set(orders, `${location}/schema`, { type: "integer" })],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the type of the root changed from string to integer"],
  },
  {
    name: "a response header may be longer",
    change: [set(orders, `${location}/schema/maxLength`, 500)],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the root has a different maximum length: 500 instead of 100"],
  },
  {
    name: "a required response header becomes optional",
    given: [set(orders, `${location}/required`, true)],
    change: [set(orders, `${location}/required`, false)],
    verdict: "BREAKS CLIENTS",
    says: ["may now omit the header location, which it always had"],
  },
  {
    name: "an optional response header becomes required",
    change: [set(orders, `${location}/required`, true)],
    verdict: "compatible",
    says: ["now always has the header location"],
  },
  {
    name: "a response header is added",
    change: [set(orders, `${post}/responses/202/headers/ETag`, { schema: text })],
    verdict: "compatible",
    says: ["POST /orders: the response 202 now has the header etag"],
  },
  {
    name: "the default of a parameter changes",
    change: [set(orders, `${limit}/schema/default`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["the default of the root changed from 20 to 10"],
  },
  {
    name: "the default of a parameter is removed",
    change: [remove(orders, `${limit}/schema/default`)],
    verdict: "BREAKS CLIENTS",
    says: ["the default of the root changed from 20 to none"],
  },
  {
    name: "a parameter becomes required",
    change: [set(orders, `${limit}/required`, true)],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query limit was optional and is now required"],
  },
  {
    name: "an operation has another operationId",
    change: [set(orders, `${post}/operationId`, "order")],
    verdict: "BREAKS CLIENTS",
    says: ["generated clients name their methods after it"],
  },
  {
    name: "a request may have a second media type",
    change: [
      set(orders, `${post}/requestBody/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/NewOrder" },
      }),
    ],
    verdict: "compatible",
    says: ["POST /orders: the request is also accepted as application/cbor"],
  },
  {
    name: "the body of a request becomes optional",
    change: [set(orders, `${post}/requestBody/required`, false)],
    verdict: "compatible",
    says: ["POST /orders: the request no longer needs a body"],
  },
  {
    name: "a response may have a second media type",
    change: [
      set(orders, `${post}/responses/202/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/Receipt" },
      }),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 202 may now be sent as application/cbor"],
  },
  {
    name: "a shared response changes",
    change: [set(orders, "/components/schemas/Problem/properties/status/maximum", 999)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the response 400: /status has a different maximum: 999 instead of 599"],
  },
  {
    name: "only descriptions of an API change",
    change: [
      set(orders, "/info/version", "1.0.1"),
      set(orders, `${post}/summary`, "Order something"),
      set(orders, `${limit}/example`, 30),
    ],
    verdict: "nothing",
    says: [],
  },
];
