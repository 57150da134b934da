import { parkedExchange, retryExchangeOf } from "#contracts/topology.ts";
import {
  createFrameReader,
  exchangeDeliveredFrom,
  exchangePublishedTo,
  type Frame,
  messageIdOf,
  methodOf,
} from "./frames.ts";
import type { Cut, Watcher } from "./proxy.ts";

/** What a service does with a server, and at which it can be disturbed. */
export type Moment = "publish" | "acknowledge" | "commit" | "setup";

/** What was counted on the wires of a service. */
export interface Tally {
  deliveries: number;
  /** Deliveries of what was delivered to this service before; what comes back from a retry tier is meant to. */
  duplicates: number;
  /** Messages that the service sent to wait in a retry tier. */
  retries: number;
  parked: number;
}

export interface WatchOptions {
  readonly of: string;
  readonly service: string;
  readonly tally: Tally;
  /** The ids of what was delivered to the service so far. */
  readonly delivered: Set<string>;
  /** Told of each moment as its bytes pass; may cut the connection there. */
  readonly onMoment: (of: string, moment: Moment) => Cut | undefined;
}

const moments: Readonly<Record<string, Moment>> = {
  "10.11": "setup",
  "10.40": "setup",
  "20.10": "setup",
  "60.10": "setup",
  "60.20": "setup",
  "85.10": "setup",
  "60.40": "publish",
  "60.80": "acknowledge",
};

/** Watches a connection to RabbitMQ, and counts. */
export function watchBroker({ delivered, of, onMoment, service, tally }: WatchOptions): Watcher {
  let cut: Cut | undefined;
  let isFresh = false;
  const fromClient = createFrameReader((frame) => {
    const method = methodOf(frame);
    const moment = moments[method ?? ""];
    if (moment) cut ??= onMoment(of, moment);
    if (method !== "60.40") return;
    const exchange = exchangePublishedTo(frame);
    if (exchange === retryExchangeOf(service)) tally.retries += 1;
    if (exchange === parkedExchange) tally.parked += 1;
  });
  const fromServer = createFrameReader((frame) => {
    if (methodOf(frame) === "60.60") isFresh = exchangeDeliveredFrom(frame) !== retryExchangeOf(service);
    if (frame.type === 2) arrived(frame);
  });

  function arrived(frame: Frame): void {
    const id = messageIdOf(frame) ?? "";
    tally.deliveries += 1;
    if (isFresh && delivered.has(id)) tally.duplicates += 1;
    delivered.add(id);
  }

  return {
    of: () => of,
    fromClient(chunk) {
      cut = undefined;
      fromClient(chunk);
      return cut;
    },
    fromServer(chunk) {
      fromServer(chunk);
      return undefined;
    },
  };
}

// The client introduces itself in the first message of each connection: client: { application: { name: … } }, in BSON.
const application = "application\0";
const beforeLength = 4 + 1 + "name\0".length;

/** The name that a client of MongoDB gives itself; undefined when these bytes are no introduction. */
export function introduced(chunk: Buffer): string | undefined {
  const at = chunk.indexOf(application);
  if (at < 0) return undefined;
  const length = at + application.length + beforeLength;
  if (chunk.length < length + 4) return undefined;
  return chunk.subarray(length + 4, length + 4 + chunk.readInt32LE(length) - 1).toString("utf8");
}

/** Watches a connection to MongoDB, which says by itself whose it is. */
export function watchDatabase(onMoment: WatchOptions["onMoment"]): Watcher {
  let of: string | undefined;
  let isFirst = true;
  return {
    of: () => of,
    fromClient(chunk) {
      if (isFirst) {
        isFirst = false;
        of = introduced(chunk);
        return of === undefined ? undefined : onMoment(of, "setup");
      }
      return of !== undefined && chunk.includes("commitTransaction") ? onMoment(of, "commit") : undefined;
    },
    fromServer: () => undefined,
  };
}
