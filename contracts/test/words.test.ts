// A union in the code and an enumeration in an HTTP API with the same values must change together: the
// compiler asks for each value of the union here, and the tests compare them with the documents. In a closed
// list, a response with any other value would be a 500, and a new value breaks clients. A list that grows with
// each new event is open.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Courier } from "#couriers/roster.ts";
import type { DeliveryView } from "#couriers/views.ts";
import type { Role } from "#messaging/http/request/auth.ts";
import type { Notification } from "#notifications/notification.ts";
import type { Channel, Preferences } from "#notifications/preferences.ts";
import type { Fact, FactName } from "#orders/fact.ts";
import type { OrderStatus } from "#orders/status.ts";
import type { DeclineReason, Payment, RefundReason } from "#payments/payment.ts";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { isJson, type Json } from "../generator/contracts.ts";
import { hears, services } from "../hears.ts";

/** Every value of a union: the compiler refuses a missing one, and one too many. */
const all = <Word extends string>(words: Readonly<Record<Word, true>>): readonly string[] =>
  Object.keys(words);

/** The values of each enumeration, by document and JSON pointer. */
const documented: Readonly<Record<string, readonly string[]>> = {
  "orders /components/schemas/Status": all<OrderStatus>({
    "awaiting-payment": true,
    paid: true,
    confirmed: true,
    ready: true,
    "on-the-way": true,
    delivered: true,
    cancelled: true,
  }),
  "payments /components/schemas/Status": all<Exclude<Payment["status"], "tombstone">>({
    charging: true,
    "awaiting-confirmation": true,
    paid: true,
    declined: true,
    expired: true,
    cancelled: true,
    refunding: true,
    refunded: true,
  }),
  "payments /components/schemas/Payment/properties/reason": all<DeclineReason | RefundReason>({
    "card-declined": true,
    "insufficient-funds": true,
    "invalid-card": true,
    "order-cancelled": true,
    "paid-too-late": true,
  }),
  "couriers /components/schemas/Courier/properties/status": all<Courier["status"]>({
    free: true,
    busy: true,
    "off-shift": true,
  }),
  "couriers /components/schemas/Delivery/properties/status": all<DeliveryView["status"]>({
    waiting: true,
    assigned: true,
    "picked-up": true,
    delivered: true,
    unavailable: true,
    cancelled: true,
  }),
  "notifications /components/schemas/Preferences/properties/detail": all<Preferences["detail"]>({
    all: true,
    essential: true,
  }),
  "notifications /components/schemas/Notification/properties/channel": all<Channel>({
    email: true,
    sms: true,
    push: true,
  }),
  "notifications /components/schemas/Notification/properties/status": all<Notification["status"]>({
    asked: true,
    sent: true,
  }),
};

/**
 * Open lists, which grow with each new event or service: the document allows any value of the pattern, and its
 * examples are the current ones.
 */
const open: Readonly<Record<string, readonly string[]>> = {
  "orders /components/schemas/Fact/properties/what": all<FactName>({
    "order-placed": true,
    "payment-started": true,
    "payment-succeeded": true,
    "payment-declined": true,
    "payment-expired": true,
    "payment-refunded": true,
    "order-confirmed": true,
    "order-rejected": true,
    "order-ready": true,
    "courier-assigned": true,
    "courier-unavailable": true,
    "order-picked-up": true,
    "order-delivered": true,
    "order-cancelled": true,
  }),
  "orders /components/schemas/Fact/properties/by": all<Fact["by"]>({
    customer: true,
    orders: true,
    payments: true,
    restaurants: true,
    couriers: true,
  }),
  // The union is derived from hears.ts (notifications/notification-policy.ts).
  "notifications /components/schemas/Notification/properties/type": hears.notifications,
};

describe("The words in the HTTP APIs", () => {
  let found: ReadonlyMap<string, readonly unknown[]>;
  let examples: ReadonlyMap<string, readonly unknown[]>;
  /** How each document describes its tokens. */
  let tokens: ReadonlyMap<string, string>;

  before(async () => {
    const names = (await readdir(join(contractsFolder, "http"))).filter((name) => name.endsWith(".json"));
    const documents = await Promise.all(
      names.map(async (name): Promise<readonly [string, unknown]> => {
        const text = await readFile(join(contractsFolder, "http", name), "utf8");
        return [`${name.replace(".openapi.json", "")} `, JSON.parse(text)];
      }),
    );
    tokens = new Map(documents.map(([name, document]) => [name, tokenIn(document)]));
    found = new Map(documents.flatMap(([name, document]) => listsIn(document, name, "enum")));
    examples = new Map(
      documents.flatMap(([name, document]) => listsIn(document, name, "examples", saysThatItGrows)),
    );
  });

  it("name the roles of the code in every description of a token", () => {
    const roles = all<Role>({ customer: true, staff: true, courier: true });
    const described = [...tokens.values()].map((text) =>
      /the role (.*)\.$/.exec(text)?.[1]?.split(/, | or /),
    );
    expect(described).to.have.length(services.length);
    expect(described).to.deep.equal(services.map(() => roles));
  });

  it("are all compared with the code: a new list needs a line here", () => {
    expect([...found.keys()].sort()).to.deep.equal(Object.keys(documented).sort());
  });

  for (const [place, words] of Object.entries(documented)) {
    it(`at ${place} equal those in the code`, () => {
      expect([...(found.get(place) ?? [])].sort()).to.deep.equal([...words].sort());
    });
  }

  it("are open in these places only: a new open list needs a line here", () => {
    expect([...examples.keys()].sort()).to.deep.equal(Object.keys(open).sort());
  });

  for (const [place, words] of Object.entries(open)) {
    it(`at ${place}, an open list, have those in the code as examples`, () => {
      expect([...(examples.get(place) ?? [])].sort()).to.deep.equal([...words].sort());
    });
  }
});

const tokenIn = (document: unknown): string =>
  String(Object(document).components?.securitySchemes?.bearer?.description);

type Lists = readonly (readonly [pointer: string, words: readonly unknown[]])[];

const saysThatItGrows = (schema: Json): boolean =>
  String(schema.description).includes("New values may be added: show an unknown value as it is.");

/**
 * The values that the schemas of a document list under a keyword, by JSON pointer. Examples are not schemas.
 */
function listsIn(
  value: unknown,
  pointer: string,
  keyword: "enum" | "examples",
  isMeant: (schema: Json) => boolean = () => true,
): Lists {
  if (Array.isArray(value))
    return value.flatMap((one, at) => listsIn(one, `${pointer}/${at}`, keyword, isMeant));
  if (!isJson(value)) return [];
  const list = value[keyword];
  const own = Array.isArray(list) && isMeant(value) ? [[pointer, list] as const] : [];
  const inside = Object.entries(value).filter(([key]) => key !== "enum" && !/^examples?$/.test(key));
  return [...own, ...inside.flatMap(([key, one]) => listsIn(one, `${pointer}/${key}`, keyword, isMeant))];
}
