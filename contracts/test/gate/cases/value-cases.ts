import { add, drop, move, remove, replace, set } from "../contracts-copy.ts";
import type { Case } from "./event-cases.ts";

const placed = "events/orders/order-placed.v1.json";
const cancelled = "events/orders/order-cancelled.v1.json";
const succeeded = "events/payments/payment-succeeded.v1.json";
const unavailable = "events/couriers/courier-unavailable.v1.json";
const declined = "events/payments/payment-declined.v1.json";
const items = "/properties/items";

/** Types and words. */
export const typeCases: readonly Case[] = [
  {
    name: "a number becomes a text",
    change: [
      set(placed, `${items}/items/properties/unitPrice`, { description: "The price.", type: "string" }),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: [
      "/items/each/unitPrice was of type integer and is of type string",
      "add an optional field of the new type",
    ],
  },
  {
    name: "a whole number may have a fraction",
    change: [set(unavailable, "/properties/waitedSeconds/type", "number")],
    verdict: "BREAKS CONSUMERS",
    says: ["/waitedSeconds was of type integer and is of type number", "orders relies on /waitedSeconds"],
  },
  {
    name: "a number loses its fraction",
    given: [
      set(unavailable, "/properties/waitedSeconds/type", "number"),
      set(
        "expectations/orders/couriers.courier-unavailable.v1.json",
        "/properties/waitedSeconds/type",
        "number",
      ),
    ],
    change: [set(unavailable, "/properties/waitedSeconds/type", "integer")],
    verdict: "BREAKS PRODUCERS",
    says: ["/waitedSeconds was of type number and is of type integer"],
  },
  {
    name: "a field may be null",
    change: [set(placed, "/properties/note/type", ["string", "null"])],
    verdict: "BREAKS CONSUMERS",
    says: ["/note was of type string and is of type string or null"],
  },
  {
    name: "a field may no longer be null",
    given: [set(placed, "/properties/note/type", ["string", "null"])],
    change: [set(placed, "/properties/note/type", "string")],
    verdict: "BREAKS PRODUCERS",
    says: ["/note was of type string or null and is of type string"],
  },
  {
    name: "a list becomes a single thing",
    change: [set(placed, items, { description: "What was ordered.", type: "object" })],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["/items was of type array and is of type object"],
  },
  {
    name: "what a list holds changes",
    change: [set(placed, `${items}/items`, { description: "A dish.", type: "string" })],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["/items/each was of type object and is of type string"],
  },
  {
    name: "a word is added to a list of words",
    change: [add(cancelled, "/properties/reason/enum", "bored")],
    verdict: "BREAKS CONSUMERS",
    says: [
      '/reason may now also be "bored"',
      'notifications relies on /reason: "Each has its own words."',
      "New event:",
    ],
  },
  {
    name: "a word is taken off a list of words",
    change: [drop(declined, "/properties/reason/enum", "insufficient-funds")],
    verdict: "BREAKS PRODUCERS",
    says: ['/reason may no longer be "insufficient-funds"', "messages that are under way"],
  },
  {
    name: "a word is replaced by another",
    change: [replace(declined, '"card-declined"', '"declined"')],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/reason may now also be "declined", and may no longer be "card-declined"'],
  },
  {
    name: "a list of words becomes any text",
    change: [remove(declined, "/properties/reason/enum"), set(declined, "/properties/reason/maxLength", 50)],
    verdict: "BREAKS CONSUMERS",
    says: ["/reason may now be any value that its other limits allow"],
  },
  {
    name: "any text becomes a list of words",
    change: [
      set(unavailable, "/properties/zone", {
        description: "The zone.",
        type: "string",
        enum: ["center", "harbour"],
      }),
    ],
    verdict: "BREAKS PRODUCERS",
    says: ['/zone may now be only "center", "harbour"'],
  },
  {
    name: "a list of words is put in another order",
    change: [
      drop(declined, "/properties/reason/enum", "card-declined"),
      add(declined, "/properties/reason/enum", "card-declined"),
    ],
    verdict: "compatible",
    says: ["says the same in another way"],
  },
  {
    name: "a constant changes",
    change: [set(succeeded, "/definitions/Money/properties/currency/const", "USD")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/amount/currency may now also be "USD", and may no longer be "EUR"'],
  },
];

/** Limits of numbers, texts and lists. */
export const limitCases: readonly Case[] = [
  {
    name: "the smallest value is raised",
    change: [set(placed, `${items}/items/properties/unitPrice/minimum`, 1)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items/each/unitPrice has another smallest value: 1 instead of 0", "Keep the limit as it was"],
  },
  {
    name: "the smallest value is lowered",
    change: [set(placed, `${items}/items/properties/quantity/minimum`, 0)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items/each/quantity has another smallest value: 0 instead of 1"],
  },
  {
    name: "the largest value is raised",
    change: [set(unavailable, "/properties/waitedSeconds/maximum", 172800)],
    verdict: "BREAKS CONSUMERS",
    says: ["/waitedSeconds has another largest value: 172800 instead of 86400"],
  },
  {
    name: "the largest value is lowered",
    change: [set(unavailable, "/properties/waitedSeconds/maximum", 3600)],
    verdict: "BREAKS PRODUCERS",
    says: ["/waitedSeconds has another largest value: 3600 instead of 86400"],
  },
  {
    name: "a text may be longer",
    change: [set(placed, "/properties/note/maxLength", 1000)],
    verdict: "BREAKS CONSUMERS",
    says: ["/note has another longest length: 1000 instead of 500"],
  },
  {
    name: "a text must be shorter",
    change: [set(placed, "/properties/note/maxLength", 100)],
    verdict: "BREAKS PRODUCERS",
    says: ["/note has another longest length: 100 instead of 500"],
  },
  {
    name: "a text may be of any length",
    change: [remove(placed, "/properties/note/maxLength")],
    verdict: "BREAKS CONSUMERS",
    says: ["/note has no longest length any more (it was 500)"],
  },
  {
    name: "a text must be longer",
    change: [set(placed, "/properties/address/minLength", 10)],
    verdict: "BREAKS PRODUCERS",
    says: ["/address has another shortest length: 10 instead of 1"],
  },
  {
    name: "a pattern is added",
    change: [set(placed, "/properties/note/pattern", "^[a-z ]+$")],
    verdict: "BREAKS PRODUCERS",
    says: ['/note has a pattern now: "^[a-z ]+$"'],
  },
  {
    name: "a pattern is taken away",
    change: [remove(placed, "/properties/card/pattern")],
    verdict: "BREAKS CONSUMERS",
    says: ['/card has no pattern any more (it was "^tok_[a-z0-9_]+$")', "payments relies on /card"],
  },
  {
    name: "a pattern changes",
    change: [set(placed, "/properties/card/pattern", "^card_[a-z0-9]+$")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/card has another pattern: "^card_[a-z0-9]+$" instead of "^tok_[a-z0-9_]+$"'],
  },
  {
    name: "a format is added",
    change: [set(placed, "/properties/customer/properties/customerId/format", "uuid")],
    verdict: "BREAKS PRODUCERS",
    says: ['/customer/customerId has a format now: "uuid"'],
  },
  {
    name: "a format is taken away",
    change: [remove(placed, "/properties/customer/properties/email/format")],
    verdict: "BREAKS CONSUMERS",
    says: [
      '/customer/email has no format any more (it was "email")',
      "notifications relies on /customer/email",
    ],
  },
  {
    name: "a format changes",
    change: [set(placed, "/properties/customer/properties/email/format", "uri")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/customer/email has another format: "uri" instead of "email"'],
  },
  {
    name: "a list may be longer",
    change: [set(placed, `${items}/maxItems`, 100)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items has another largest number of items: 100 instead of 50"],
  },
  {
    name: "a list must be shorter",
    change: [set(placed, `${items}/maxItems`, 10)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items has another largest number of items: 10 instead of 50"],
  },
  {
    name: "a list may be empty",
    change: [set(placed, `${items}/minItems`, 0)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items has no smallest number of items any more (it was 1)"],
  },
  {
    name: "no two items may be equal",
    change: [set(placed, `${items}/uniqueItems`, true)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items has a rule that no two items are equal now: true"],
  },
];

/** What a `$ref` leads to. */
export const refCases: readonly Case[] = [
  {
    name: "a $ref leads to something else",
    change: [
      set(succeeded, "/definitions/Points", { description: "Points.", type: "integer" }),
      set(succeeded, "/properties/amount/allOf", [{ $ref: "#/definitions/Points" }]),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["/amount was of type object and is of type integer", "#/definitions/Points"],
  },
  {
    name: "what a $ref leads to is limited",
    change: [set(succeeded, "/definitions/Money/properties/amount/maximum", 1000)],
    verdict: "BREAKS PRODUCERS",
    says: [
      "/amount/amount has another largest value: 1000 instead of 4950000000",
      "payment-succeeded.v1.json#/definitions/Money/properties/amount/maximum",
    ],
  },
  {
    name: "what a $ref leads to gets another name",
    change: [
      move(succeeded, "/definitions/Money", "/definitions/Amount"),
      set(succeeded, "/properties/amount/allOf", [{ $ref: "#/definitions/Amount" }]),
    ],
    verdict: "compatible",
    says: ["says the same in another way"],
  },
  {
    name: "what a $ref leads to is written out",
    change: [move(succeeded, "/definitions/Money", "/properties/amount")],
    verdict: "compatible",
    says: ["says the same in another way"],
  },
];
