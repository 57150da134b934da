import { cancellationsExchange, eventsExchange, parkedExchange } from "#contracts/exchanges.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";

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

/** The flight of the entry at a position of the log, the same however often and in whichever order the log is shown. */
export function createFlights(log: NarrativeLog): (at: number) => Flight | undefined {
  const isCopy = copiesIn(log);
  return (at) => {
    const entry = log.entry(at);
    switch (entry?.kind) {
      case "enqueued":
        return enqueued(entry, isCopy(entry, at));
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

type Enqueued = Extract<Entry, { kind: "enqueued" }>;

/** Whether a queue had the same message at an earlier position. What was already read of the log is not read again. */
function copiesIn(log: NarrativeLog): (entry: Enqueued, at: number) => boolean {
  const first = new Map<string, number>();
  let read = 0;
  return (entry, at) => {
    for (read = Math.max(read, log.first); read < at; read += 1) {
      const one = log.entry(read);
      if (one?.kind === "enqueued" && !first.has(placeOf(one))) first.set(placeOf(one), read);
    }
    return (first.get(placeOf(entry)) ?? at) < at;
  };
}

const placeOf = ({ messageId, queue }: Enqueued): string => `${queue} ${messageId}`;

function enqueued(entry: Enqueued, isCopy: boolean): Flight | undefined {
  const { attempt, exchange, queue, routingKey } = entry;
  const [service = "", kind = "", tier = ""] = queue.split(".");
  if (exchange === parkedExchange)
    return flight(service, "parked", "parked", [`service:${service}`, `parked:${service}`]);
  if (kind === "retry")
    return flight(service, "retry", `retry in ${tier}`, [`service:${service}`, `retry:${service}`]);
  if (exchange !== eventsExchange && exchange !== cancellationsExchange)
    return flight(service, "retry", "again", [`retry:${service}`, `inbox:${service}`]);
  const [publisher = ""] = routingKey.split(".");
  const hub = exchange === cancellationsExchange ? "cancellations" : "events";
  const usual = hub === "cancellations" ? "cancellation" : "event";
  return flight(publisher, isCopy && attempt === 1 ? "duplicate" : usual, routingKey, [
    `service:${publisher}`,
    hub,
    `inbox:${service}`,
  ]);
}
