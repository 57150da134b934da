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

const limit = "/paths/~1orders/get/parameters/0";
const scheme = "/components/securitySchemes/bearer";
const location = `${post}/responses/202/headers/Location`;

/** What clients see of an API beside its schemas. */
export const surfaceCases: readonly Case[] = [
  {
    name: "credentials keep their name and are of another kind",
    change: [set(orders, scheme, { type: "apiKey", name: "X-Key", in: "header" })],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders asks for other credentials than before"],
  },
  {
    name: "credentials have another scheme",
    change: [set(orders, `${scheme}/scheme`, "basic")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders asks for other credentials than before"],
  },
  {
    name: "tokens have another form",
    change: [set(orders, `${scheme}/bearerFormat`, "opaque")],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders asks for other credentials than before"],
  },
  {
    name: "credentials get another name, and are the same",
    change: [
      move(orders, scheme, "/components/securitySchemes/token"),
      set(orders, "/security", [{ token: [] }]),
    ],
    verdict: "compatible",
    says: ["says the same in another way"],
  },
  {
    name: "other credentials are enough too",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [] }, { key: [] }]),
    ],
    verdict: "compatible",
    says: ["POST /orders can be asked with less, or with other credentials too"],
  },
  {
    name: "a second credential is asked for",
    change: [
      set(orders, "/components/securitySchemes/key", { type: "apiKey", name: "X-Key", in: "header" }),
      set(orders, "/security", [{ bearer: [], key: [] }]),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders asks for other credentials than before"],
  },
  {
    name: "the API moves",
    change: [set(orders, "/servers", [{ url: "/v2" }])],
    verdict: "BREAKS CLIENTS",
    says: ["the API is no longer found at /"],
  },
  {
    name: "the API is in a second place",
    change: [set(orders, "/servers", [{ url: "/" }, { url: "/v2" }])],
    verdict: "compatible",
    says: ["the API is found at /v2, too"],
  },
  {
    name: "a header of an answer has another type",
    change: [set(orders, `${location}/schema`, { type: "integer" })],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the whole was of type string and is of type integer"],
  },
  {
    name: "a header of an answer may be longer",
    change: [set(orders, `${location}/schema/maxLength`, 500)],
    verdict: "BREAKS CLIENTS",
    says: ["the header location: the whole has another longest length: 500 instead of 100"],
  },
  {
    name: "a header of an answer may be left out",
    given: [set(orders, `${location}/required`, true)],
    change: [set(orders, `${location}/required`, false)],
    verdict: "BREAKS CLIENTS",
    says: ["always had the header location and may come without it"],
  },
  {
    name: "a header of an answer is always there",
    change: [set(orders, `${location}/required`, true)],
    verdict: "compatible",
    says: ["always has the header location"],
  },
  {
    name: "a header is added to an answer",
    change: [set(orders, `${post}/responses/202/headers/ETag`, { schema: text })],
    verdict: "compatible",
    says: ["POST /orders: the answer 202 has the header etag now"],
  },
  {
    name: "what is assumed where a parameter is left out changes",
    change: [set(orders, `${limit}/schema/default`, 10)],
    verdict: "BREAKS CLIENTS",
    says: ["where the whole is left out, 10 is assumed and no longer 20"],
  },
  {
    name: "nothing is assumed any more where a parameter is left out",
    change: [remove(orders, `${limit}/schema/default`)],
    verdict: "BREAKS CLIENTS",
    says: ["where the whole is left out, nothing is assumed and no longer 20"],
  },
  {
    name: "a parameter is required",
    change: [set(orders, `${limit}/required`, true)],
    verdict: "BREAKS CLIENTS",
    says: ["GET /orders: the parameter query limit was optional and is required"],
  },
  {
    name: "an operation gets another id",
    change: [set(orders, `${post}/operationId`, "order")],
    verdict: "BREAKS CLIENTS",
    says: ["generated clients call it by its operationId"],
  },
  {
    name: "a request is accepted in another form, too",
    change: [
      set(orders, `${post}/requestBody/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/NewOrder" },
      }),
    ],
    verdict: "compatible",
    says: ["POST /orders: the request is accepted as application/cbor, too"],
  },
  {
    name: "a request need have no body any more",
    change: [set(orders, `${post}/requestBody/required`, false)],
    verdict: "compatible",
    says: ["POST /orders: the request needs no body any more"],
  },
  {
    name: "an answer may come in a second form",
    change: [
      set(orders, `${post}/responses/202/content/application~1cbor`, {
        schema: { $ref: "#/components/schemas/Receipt" },
      }),
    ],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 202 may come as application/cbor now"],
  },
  {
    name: "what a shared answer leads to changes",
    change: [set(orders, "/components/schemas/Problem/properties/status/maximum", 999)],
    verdict: "BREAKS CLIENTS",
    says: ["POST /orders: the answer 400: /status has another largest value: 999 instead of 599"],
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
