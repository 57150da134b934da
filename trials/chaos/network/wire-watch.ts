import { parkedExchange } from "#contracts/exchanges.ts";
import { retryExchangeOf } from "#messaging/topology.ts";
import {
  createFrameReader,
  exchangeDeliveredFrom,
  exchangePublishedTo,
  type Frame,
  messageIdOf,
  methodOf,
} from "./frames.ts";
import type { Cut, Watcher } from "./proxy.ts";

/** An operation on the wire at which a fault can hit. */
export type Moment = "publish" | "acknowledge" | "commit" | "setup";

/** The counts on the connections of a service. */
export interface Tally {
  deliveries: number;
  /** Messages delivered to this service before. Redeliveries from a retry tier are expected, and not counted. */
  duplicates: number;
  /** Messages that the service published to a retry tier. */
  retries: number;
  parked: number;
}

export interface WatchOptions {
  readonly of: string;
  readonly service: string;
  readonly tally: Tally;
  /** The ids of all messages delivered to the service so far. */
  readonly delivered: Set<string>;
  /** Called at each moment as its bytes pass; may cut the connection there. */
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

/** Watches a connection to RabbitMQ, and counts its messages. */
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

// The client sends its name in the first message of each connection: client: { application: { name: … } }, in BSON.
const application = "application\0";
const beforeLength = 4 + 1 + "name\0".length;

/** The application name in MongoDB's first message (hello); undefined in any other message. */
export function clientNameIn(chunk: Buffer): string | undefined {
  const at = chunk.indexOf(application);
  if (at < 0) return undefined;
  const length = at + application.length + beforeLength;
  if (chunk.length < length + 4) return undefined;
  return chunk.subarray(length + 4, length + 4 + chunk.readInt32LE(length) - 1).toString("utf8");
}

/** Watches a connection to MongoDB, whose first message names its owner. */
export function watchDatabase(onMoment: WatchOptions["onMoment"]): Watcher {
  let of: string | undefined;
  let isFirst = true;
  return {
    of: () => of,
    fromClient(chunk) {
      if (isFirst) {
        isFirst = false;
        of = clientNameIn(chunk);
        return of === undefined ? undefined : onMoment(of, "setup");
      }
      return of !== undefined && chunk.includes("commitTransaction") ? onMoment(of, "commit") : undefined;
    },
    fromServer: () => undefined,
  };
}
