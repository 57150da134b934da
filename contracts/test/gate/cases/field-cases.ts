import { add, drop, move, remove, set } from "../contracts-copy.ts";
import type { Case } from "./event-cases.ts";

const placed = "events/orders/order-placed.v1.json";
const cancelled = "events/orders/order-cancelled.v1.json";
const succeeded = "events/payments/payment-succeeded.v1.json";
const unavailable = "events/couriers/courier-unavailable.v1.json";
const text = { description: "Something new.", type: "string", maxLength: 20 };

/** Fields that are added, removed, renamed or moved. */
export const fieldCases: readonly Case[] = [
  {
    name: "an optional field is added",
    change: [set(placed, "/properties/voucher", text)],
    verdict: "compatible",
    says: ["/voucher is new and optional", "Existing consumers ignore it."],
  },
  {
    name: "an optional field is added within a list",
    change: [set(placed, "/properties/items/items/properties/size", text)],
    verdict: "compatible",
    says: ["/items/each/size is new and optional"],
  },
  {
    name: "a required field is added",
    change: [set(placed, "/properties/voucher", text), add(placed, "/required", "voucher")],
    verdict: "BREAKS PRODUCERS",
    says: [
      "/voucher is new and required",
      "Affected: orders, payments, restaurants and notifications.",
      "Make the field optional",
    ],
  },
  {
    name: "a required field is removed",
    change: [remove(placed, "/properties/card"), drop(placed, "/required", "card")],
    verdict: "BREAKS CONSUMERS",
    says: [
      "/card was removed (it was required)",
      'payments relies on /card: "The token that the provider charges."',
      "add orders.order-placed.v2",
    ],
  },
  {
    name: "a field that nobody relies on is removed",
    change: [remove(succeeded, "/properties/chargeId"), drop(succeeded, "/required", "chargeId")],
    verdict: "BREAKS CONSUMERS",
    says: [
      "/chargeId was removed",
      "orders, restaurants and notifications of",
      "they validate messages against the schema they know",
    ],
  },
  {
    name: "an optional field is removed",
    change: [remove(cancelled, "/properties/detail")],
    verdict: "BREAKS CONSUMERS",
    says: ["/detail was removed (it was optional)", "notifications relies on /detail"],
  },
  {
    name: "a field within a list is removed",
    change: [
      remove(placed, "/properties/items/items/properties/dishId"),
      drop(placed, "/properties/items/items/required", "dishId"),
    ],
    verdict: "BREAKS CONSUMERS",
    says: ["/items/each/dishId was removed", "restaurants relies on /items/each/dishId"],
  },
  {
    name: "a required field is renamed",
    change: [
      move(placed, "/properties/card", "/properties/cardToken"),
      drop(placed, "/required", "card"),
      add(placed, "/required", "cardToken"),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: [
      "/card was renamed to /cardToken",
      "payments relies on /card",
      "add an optional field with the new name",
    ],
  },
  {
    name: "an optional field is renamed",
    change: [move(cancelled, "/properties/detail", "/properties/explanation")],
    verdict: "BREAKS CONSUMERS",
    says: ["/detail was renamed to /explanation"],
  },
  {
    name: "a field is moved",
    change: [
      move(placed, "/properties/card", "/properties/customer/properties/card"),
      drop(placed, "/required", "card"),
      add(placed, "/properties/customer/required", "card"),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: ["/card was moved to /customer/card", "add an optional field at the new location"],
  },
  {
    name: "a unit changes, and so does the field's name",
    change: [
      move(unavailable, "/properties/waitedSeconds", "/properties/waitedMinutes"),
      drop(unavailable, "/required", "waitedSeconds"),
      add(unavailable, "/required", "waitedMinutes"),
    ],
    verdict: "BREAKS CONSUMERS AND PRODUCERS",
    says: [
      "/waitedSeconds was renamed to /waitedMinutes",
      'orders relies on /waitedSeconds: "Named in the reason, as seconds."',
    ],
  },
  {
    name: "a unit changes, and only the description says so",
    change: [
      set(succeeded, "/definitions/Money/description", "An amount of money in euros."),
      set(succeeded, "/definitions/Money/properties/amount/description", "Whole euros."),
    ],
    verdict: "BREAKS CONSUMERS",
    says: [
      "changed from minor units to major units",
      "would read the new values as if they were the old ones",
      "Add an optional field whose name states the new unit",
    ],
  },
  {
    name: "an optional field becomes required",
    change: [add(placed, "/required", "note")],
    verdict: "BREAKS PRODUCERS",
    says: ["/note was optional and is now required", "Keep the field optional in the schema"],
  },
  {
    name: "a required field becomes optional",
    change: [drop(placed, "/required", "address")],
    verdict: "BREAKS CONSUMERS",
    says: ["/address was required and is now optional", "restaurants relies on /address"],
  },
  {
    name: "unlisted fields are forbidden",
    change: [set(placed, "/additionalProperties", false)],
    verdict: "BREAKS PRODUCERS",
    says: ["the root no longer allows unlisted fields", "consumers are tolerant readers"],
  },
  {
    name: "unlisted fields are allowed explicitly",
    change: [set(placed, "/additionalProperties", true)],
    verdict: "compatible",
    says: ["is written differently and means the same"],
  },
];
