// One list, so that a case can be found by reading from top to bottom; hence the length.

import { add, drop, move, remove, replace, set } from "../contracts-copy.ts";
import type { Case } from "./event-cases.ts";

const placed = "events/orders/order-placed.v1.json";
const cancelled = "events/orders/order-cancelled.v1.json";
const succeeded = "events/payments/payment-succeeded.v1.json";
const unavailable = "events/couriers/courier-unavailable.v1.json";
const declined = "events/payments/payment-declined.v1.json";
const items = "/properties/items";

/** Types and enumerations. */
export const typeCases: readonly Case[] = [
  {
    name: "a number becomes a string",
    change: [
      set(placed, `${items}/items/properties/unitPrice`, { description: "The price.", type: "string" }),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: [
      "the type of /items/each/unitPrice changed from integer to string",
      "add an optional field with a new name and the new type",
    ],
  },
  {
    name: "a whole number may have a fraction",
    change: [set(unavailable, "/properties/waitedSeconds/type", "number")],
    verdict: "BREAKS CONSUMERS",
    says: ["the type of /waitedSeconds changed from integer to number", "orders relies on /waitedSeconds"],
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
    says: ["the type of /waitedSeconds changed from number to integer"],
  },
  {
    name: "a field may be null",
    change: [set(placed, "/properties/note/type", ["string", "null"])],
    verdict: "BREAKS CONSUMERS",
    says: ["the type of /note changed from string to string or null"],
  },
  {
    name: "a field may no longer be null",
    given: [set(placed, "/properties/note/type", ["string", "null"])],
    change: [set(placed, "/properties/note/type", "string")],
    verdict: "BREAKS PRODUCERS",
    says: ["the type of /note changed from string or null to string"],
  },
  {
    name: "a list becomes a single value",
    change: [set(placed, items, { description: "What was ordered.", type: "object" })],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["the type of /items changed from array to object"],
  },
  {
    name: "the items of a list change their type",
    change: [set(placed, `${items}/items`, { description: "A dish.", type: "string" })],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["the type of /items/each changed from object to string"],
  },
  {
    name: "a value is added to an enumeration",
    change: [add(cancelled, "/properties/reason/enum", "bored")],
    verdict: "BREAKS CONSUMERS",
    says: [
      '/reason may now also be "bored"',
      'notifications relies on /reason: "Each has its own words."',
      "publish a new event for it",
    ],
  },
  {
    name: "a value is removed from an enumeration",
    change: [drop(declined, "/properties/reason/enum", "insufficient-funds")],
    verdict: "BREAKS PRODUCERS",
    says: ['/reason may no longer be "insufficient-funds"', "messages in flight"],
  },
  {
    name: "a value of an enumeration is replaced",
    change: [replace(declined, '"card-declined"', '"declined"')],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/reason may now also be "declined", and may no longer be "card-declined"'],
  },
  {
    name: "an enumeration becomes any string",
    change: [remove(declined, "/properties/reason/enum"), set(declined, "/properties/reason/maxLength", 50)],
    verdict: "BREAKS CONSUMERS",
    says: ["/reason is no longer restricted to a list of values"],
  },
  {
    name: "any string becomes an enumeration",
    change: [
      set(unavailable, "/properties/zone", {
        description: "The zone.",
        type: "string",
        enum: ["center", "harbour"],
      }),
    ],
    verdict: "BREAKS PRODUCERS",
    says: ['/zone may now only be "center", "harbour"'],
  },
  {
    name: "an enumeration is reordered",
    change: [
      drop(declined, "/properties/reason/enum", "card-declined"),
      add(declined, "/properties/reason/enum", "card-declined"),
    ],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
  {
    name: "a constant changes",
    change: [set(succeeded, "/definitions/Money/properties/currency/const", "USD")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/amount/currency may now also be "USD", and may no longer be "EUR"'],
  },
];

/** Limits of numbers, strings and lists. */
export const limitCases: readonly Case[] = [
  {
    name: "the minimum is raised",
    change: [set(placed, `${items}/items/properties/unitPrice/minimum`, 1)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items/each/unitPrice has a different minimum: 1 instead of 0", "Keep the limit unchanged"],
  },
  {
    name: "the minimum is lowered",
    change: [set(placed, `${items}/items/properties/quantity/minimum`, 0)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items/each/quantity has a different minimum: 0 instead of 1"],
  },
  {
    name: "the maximum is raised",
    change: [set(unavailable, "/properties/waitedSeconds/maximum", 172800)],
    verdict: "BREAKS CONSUMERS",
    says: ["/waitedSeconds has a different maximum: 172800 instead of 86400"],
  },
  {
    name: "the maximum is lowered",
    change: [set(unavailable, "/properties/waitedSeconds/maximum", 3600)],
    verdict: "BREAKS PRODUCERS",
    says: ["/waitedSeconds has a different maximum: 3600 instead of 86400"],
  },
  {
    name: "a string may be longer",
    change: [set(placed, "/properties/note/maxLength", 1000)],
    verdict: "BREAKS CONSUMERS",
    says: ["/note has a different maximum length: 1000 instead of 500"],
  },
  {
    name: "a string must be shorter",
    change: [set(placed, "/properties/note/maxLength", 100)],
    verdict: "BREAKS PRODUCERS",
    says: ["/note has a different maximum length: 100 instead of 500"],
  },
  {
    name: "a string may have any length",
    change: [remove(placed, "/properties/note/maxLength")],
    verdict: "BREAKS CONSUMERS",
    says: ["/note no longer has a maximum length (it was 500)"],
  },
  {
    name: "a string must be longer",
    change: [set(placed, "/properties/address/minLength", 10)],
    verdict: "BREAKS PRODUCERS",
    says: ["/address has a different minimum length: 10 instead of 1"],
  },
  {
    name: "a pattern is added",
    change: [set(placed, "/properties/note/pattern", "^[a-z ]+$")],
    verdict: "BREAKS PRODUCERS",
    says: ['/note now has a pattern: "^[a-z ]+$"'],
  },
  {
    name: "a pattern is removed",
    change: [remove(placed, "/properties/card/pattern")],
    verdict: "BREAKS CONSUMERS",
    says: ['/card no longer has a pattern (it was "^tok_[a-z0-9_]+$")', "payments relies on /card"],
  },
  {
    name: "a pattern changes",
    change: [set(placed, "/properties/card/pattern", "^card_[a-z0-9]+$")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/card has a different pattern: "^card_[a-z0-9]+$" instead of "^tok_[a-z0-9_]+$"'],
  },
  {
    name: "a format is added",
    change: [set(placed, "/properties/customer/properties/customerId/format", "uuid")],
    verdict: "BREAKS PRODUCERS",
    says: ['/customer/customerId now has a format: "uuid"'],
  },
  {
    name: "a format is removed",
    change: [remove(placed, "/properties/customer/properties/email/format")],
    verdict: "BREAKS CONSUMERS",
    says: [
      '/customer/email no longer has a format (it was "email")',
      "notifications relies on /customer/email",
    ],
  },
  {
    name: "a format changes",
    change: [set(placed, "/properties/customer/properties/email/format", "uri")],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ['/customer/email has a different format: "uri" instead of "email"'],
  },
  {
    name: "a list may be longer",
    change: [set(placed, `${items}/maxItems`, 100)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items has a different maximum number of items: 100 instead of 50"],
  },
  {
    name: "a list must be shorter",
    change: [set(placed, `${items}/maxItems`, 10)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items has a different maximum number of items: 10 instead of 50"],
  },
  {
    name: "a list may be empty",
    change: [set(placed, `${items}/minItems`, 0)],
    verdict: "BREAKS CONSUMERS",
    says: ["/items no longer has a minimum number of items (it was 1)"],
  },
  {
    name: "the items of a list must be unique",
    change: [set(placed, `${items}/uniqueItems`, true)],
    verdict: "BREAKS PRODUCERS",
    says: ["/items now has a uniqueItems rule: true"],
  },
];

/** The targets of `$ref`. */
export const refCases: readonly Case[] = [
  {
    name: "a $ref has another target",
    change: [
      set(succeeded, "/definitions/Points", { description: "Points.", type: "integer" }),
      set(succeeded, "/properties/amount/allOf", [{ $ref: "#/definitions/Points" }]),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["the type of /amount changed from object to integer", "#/definitions/Points"],
  },
  {
    name: "the target of a $ref gets a limit",
    change: [set(succeeded, "/definitions/Money/properties/amount/maximum", 1000)],
    verdict: "BREAKS PRODUCERS",
    says: [
      "/amount/amount has a different maximum: 1000 instead of 4950000000",
      "payment-succeeded.v1.json#/definitions/Money/properties/amount/maximum",
    ],
  },
  {
    name: "the target of a $ref is renamed",
    change: [
      move(succeeded, "/definitions/Money", "/definitions/Amount"),
      set(succeeded, "/properties/amount/allOf", [{ $ref: "#/definitions/Amount" }]),
    ],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
  {
    name: "the target of a $ref is inlined",
    change: [move(succeeded, "/definitions/Money", "/properties/amount")],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
];
