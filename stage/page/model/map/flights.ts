import { cancellationsExchange, eventsExchange, parkedExchange } from "#contracts/exchanges.ts";
import type { Entry } from "../../../narrative/entry.ts";

/** A message on its way across the map. */
export interface Flight {
  /** Decides its color: whoever sent it. */
  readonly color: string;
  /** Its form, so that kinds can be told apart without color. */
  readonly form:
    | "event"
    | "confirm"
    | "cancellation"
    | "duplicate"
    | "retry"
    | "parked"
    | "call"
    | "mail"
    | "person";
  readonly label: string;
  readonly route: readonly Stop[];
}

/** A place on the map. */
export type Stop =
  | "customer"
  | "gateway"
  | "provider"
  | "mailbox"
  | "events"
  | "cancellations"
  | `service:${string}`
  | `inbox:${string}`
  | `retry:${string}`
  | `parked:${string}`;

/** Turns entries into flights; remembers which queue had which message, to recognize a second copy. */
export function createFlights(): (entry: Entry) => Flight | undefined {
  const seen = new Set<string>();
  return (entry) => {
    switch (entry.kind) {
      case "enqueued":
        return enqueued(entry, seen);
      case "published":
        return flight(entry.service, "confirm", "confirmed", [
          entry.message.type.startsWith("orders.order-cancelled.") ? "cancellations" : "events",
          `service:${entry.service}`,
        ]);
      case "call":
        return entry.service === "payments"
          ? flight("payments", "call", entry.name, ["service:payments", "provider"])
          : undefined;
      case "charge":
      case "refund":
        return flight("provider", "call", entry.kind, ["provider", "service:payments"]);
      case "mail":
        return flight("notifications", "mail", entry.mail.subject, ["service:notifications", "mailbox"]);
      case "person": {
        const to = entry.did.what === "confirms" ? "payments" : personsService(entry.did.what);
        return flight("customer", "person", entry.did.what, ["customer", "gateway", `service:${to}`]);
      }
      default:
        return undefined;
    }
  };
}

const flight = (color: string, form: Flight["form"], label: string, route: readonly Stop[]): Flight => ({
  color,
  form,
  label,
  route,
});

function personsService(what: string): string {
  if (what === "changes-restaurant") return "restaurants";
  return what.endsWith("-shift") ? "couriers" : "orders";
}

function enqueued(entry: Extract<Entry, { kind: "enqueued" }>, seen: Set<string>): Flight | undefined {
  const { attempt, exchange, messageId, queue, routingKey } = entry;
  const [service = "", kind = "", tier = ""] = queue.split(".");
  if (exchange === parkedExchange)
    return flight(service, "parked", "parked", [`service:${service}`, `parked:${service}`]);
  if (kind === "retry")
    return flight(service, "retry", `retry in ${tier}`, [`service:${service}`, `retry:${service}`]);
  if (exchange !== eventsExchange && exchange !== cancellationsExchange)
    return flight(service, "retry", "again", [`retry:${service}`, `inbox:${service}`]);
  const [publisher = ""] = routingKey.split(".");
  const hub = exchange === cancellationsExchange ? "cancellations" : "events";
  const place = `${queue} ${messageId}`;
  const isSecond = seen.has(place) && attempt === 1;
  seen.add(place);
  const usual = hub === "cancellations" ? "cancellation" : "event";
  return flight(publisher, isSecond ? "duplicate" : usual, routingKey, [
    `service:${publisher}`,
    hub,
    `inbox:${service}`,
  ]);
}
