import type { Publication } from "#messaging/broker.ts";
import type { Contracts } from "#messaging/contracts.ts";
import { instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { retryExchangeOf } from "#messaging/topology.ts";
import { encode, maxBodyBytes } from "#messaging/wire/envelope.ts";
import type { Design } from "#stage/company/design.ts";
import { consumes } from "#stage/guarantees/rules.ts";
import type { Chance } from "../chance.ts";

/** A message to the service's inbox that it can never handle; no two are alike. */
export function poisonFor(
  { contracts }: Design,
  service: string,
  name: string,
  draw: Chance,
  nowMs: number,
): Publication {
  const [type = ""] = contracts.hears[service] ?? [];
  const messageText = textWith(contracts);
  const good = messageText(type, name, nowMs, {});
  const orderId = idOf(`unknown order/${name}`);
  return publication(
    service,
    name,
    draw.one([
      `{"specversion": "1.0", "id": "${name}", "type": `,
      `${name} \u0000 is no JSON`,
      `["${name}"]`,
      good,
      messageText(type.replace(/v\d+$/, "v99"), name, nowMs, { orderId }),
      messageText("unknown.something-happened.v1", name, nowMs, {}),
      draw.happens(0.1) ? good.padEnd(maxBodyBytes + 1, " ") : good.slice(0, -1),
    ]),
  );
}

const delivered = "couriers.order-delivered.v1";

/** The service that keeps track of every order: the first that consumes its delivery. */
export const keeperOfOrders = (design: Design): string =>
  design.services.find((service) => consumes(design, service, delivered)) ?? "orders";

/** An event about an unknown order: its keeper retries it on every tier, then parks it. */
export function orphan(design: Design, name: string, nowMs: number): Publication {
  const orderId = idOf(`unknown order/${name}`);
  const text = textWith(design.contracts)(delivered, name, nowMs, { orderId, courierId: "marie" });
  return publication(keeperOfOrders(design), name, text);
}

const textWith =
  (contracts: Contracts) =>
  (type: string, name: string, nowMs: number, data: object): string => {
    const id = idOf(`poison/${name}`);
    const source = `/${type.slice(0, type.indexOf("."))}`;
    const message = beginning({ id, type, source, subject: id, time: instant(nowMs), data });
    return new TextDecoder().decode(encode(message, contracts));
  };

const publication = (service: string, name: string, text: string): Publication => ({
  exchange: retryExchangeOf(service),
  routingKey: "inbox",
  messageId: name,
  headers: {},
  body: new TextEncoder().encode(text),
});
