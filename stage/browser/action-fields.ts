import { hears, services } from "#contracts/hears.ts";
import { disabledGuarantees } from "../guarantees/disabled-guarantees.ts";
import type { Action } from "./action.ts";

type FieldType = "string" | "number" | "boolean";

/** The fields of each action and their types, in the order in which a link carries them. */
export const actionFields: Readonly<Record<Action["do"], readonly (readonly [string, FieldType])[]>> = {
  order: [
    ["restaurantId", "string"],
    ["dishId", "string"],
    ["quantity", "number"],
    ["card", "string"],
    ["customerId", "string"],
  ],
  cancel: [["orderId", "string"]],
  confirm: [["orderId", "string"]],
  "confirm-at-the-bank": [["orderId", "string"]],
  open: [["restaurantId", "string"]],
  close: [["restaurantId", "string"]],
  capacity: [
    ["restaurantId", "string"],
    ["orders", "number"],
  ],
  "sold-out": [
    ["restaurantId", "string"],
    ["dishId", "string"],
  ],
  available: [
    ["restaurantId", "string"],
    ["dishId", "string"],
  ],
  "end-shifts": [["zone", "string"]],
  "start-shifts": [["zone", "string"]],
  kill: [
    ["service", "string"],
    ["instance", "number"],
  ],
  start: [
    ["service", "string"],
    ["instance", "number"],
  ],
  "kill-before": [
    ["step", "string"],
    ["service", "string"],
    ["instance", "number"],
  ],
  disarm: [
    ["step", "string"],
    ["service", "string"],
    ["instance", "number"],
  ],
  away: [["what", "string"]],
  back: [["what", "string"]],
  double: [["on", "boolean"]],
  delay: [
    ["service", "string"],
    ["event", "string"],
    ["seconds", "number"],
  ],
  poison: [],
  guarantee: [
    ["name", "string"],
    ["on", "boolean"],
  ],
  traffic: [["perMinute", "number"]],
};

const names: ReadonlySet<unknown> = new Set(services);
const events: ReadonlySet<unknown> = new Set(["all", ...Object.values(hears).flat()]);
const guarantees: ReadonlySet<unknown> = new Set(disabledGuarantees.map(({ name }) => name));
const servers: ReadonlySet<unknown> = new Set(["broker", "provider", ...services]);

/** The largest value of each number; all of them are whole, and at least 0; instances are counted from 1. */
const most = { quantity: 1_000, instance: 1_000, perMinute: 1_000, orders: 1_000, seconds: 3_600 } as const;

/** Whether something that came from outside is an action. */
export function isAction(value: unknown): value is Action {
  if (typeof value !== "object" || value === null) return false;
  const given: Readonly<Record<string, unknown>> = { ...value };
  if (typeof given.do !== "string" || !Object.hasOwn(actionFields, given.do)) return false;
  const fields = actionFields[given.do as Action["do"]];
  const hasAll = fields.every(([field, type]) => typeof given[field] === type);
  const isInRange = Object.entries(most).every(
    ([field, limit]) =>
      given[field] === undefined ||
      (Number.isInteger(given[field]) && Number(given[field]) >= 0 && Number(given[field]) <= limit),
  );
  const isKnown =
    (given.do !== "guarantee" || guarantees.has(given.name)) &&
    given.instance !== 0 &&
    (given.service === undefined || names.has(given.service)) &&
    (given.what === undefined || servers.has(given.what)) &&
    (given.event === undefined || events.has(given.event)) &&
    (given.step === undefined || given.step === "commit" || given.step === "publish");
  return hasAll && isInRange && isKnown;
}
