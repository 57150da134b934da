import { cancellationsExchange, eventsExchange } from "#contracts/exchanges.ts";
import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { NotConfirmed } from "#messaging/errors.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import { retryExchangeOf } from "#messaging/topology.ts";
import type { Design } from "#stage/company/design.ts";
import { consumes } from "#stage/guarantees/rules.ts";
import type { Chance } from "../chance.ts";

/** Messages that the broker has accepted but not queued yet. It loses none, and it outlives every process. */
export interface Network {
  publishLater(publications: readonly Publication[], afterMs: number): void;
  /** Splits the copies of each event: one consumer gets its copy late, the others get theirs now. */
  lateForOne(publications: readonly Publication[]): {
    readonly late: readonly Publication[];
    readonly others: readonly Publication[];
  };
  /** How many publications are still on their way. */
  underWay(): number;
}

export interface NetworkOptions {
  readonly design: Design;
  readonly broker: () => MemoryBroker;
  readonly clock: Clock;
  readonly draw: Chance;
  /** Called with every publication that it takes over. */
  readonly accepted: (publications: readonly Publication[]) => void;
}

/** How long to wait before publishing to an unavailable broker again, in milliseconds. */
const againMs = 700;

export function createNetwork({ design, broker, clock, draw, accepted }: NetworkOptions): Network {
  let count = 0;
  let connection: ReturnType<MemoryBroker["connect"]> | undefined;

  async function publish(publications: readonly Publication[]): Promise<void> {
    connection ??= broker().connect("the network");
    try {
      await connection.publish(publications);
      count -= publications.length;
    } catch (error) {
      const left = error instanceof NotConfirmed ? error.failed.map(({ publication }) => publication) : [];
      count -= publications.length - left.length;
      clock.at(clock.now() + againMs, () => void publish(left));
    }
  }

  return {
    publishLater(publications, afterMs) {
      if (publications.length === 0) return;
      accepted(publications);
      count += publications.length;
      clock.at(clock.now() + draw.whole(0, afterMs), () => void publish(publications));
    },
    lateForOne(publications) {
      const apart = publications.map((one) => toEachQueue(design, one));
      const unlucky = apart.map((copies) => (copies.length > 0 ? draw.whole(0, copies.length - 1) : -1));
      return {
        late: apart.flatMap((copies, n) => copies.filter((_, i) => i === unlucky[n])),
        others: apart.flatMap((copies, n) => {
          const whole = publications[n];
          return copies.length > 0 || !whole ? copies.filter((_, i) => i !== unlucky[n]) : [whole];
        }),
      };
    },
    underWay: () => count,
  };
}

/** One copy for each service that consumes the event, bypassing the exchange; empty if it is not an event. */
function toEachQueue(design: Design, publication: Publication): readonly Publication[] {
  const { exchange, routingKey } = publication;
  if (exchange !== eventsExchange && exchange !== cancellationsExchange) return [];
  return design.services
    .filter((service) => consumes(design, service, routingKey))
    .map((service) => ({ ...publication, exchange: retryExchangeOf(service), routingKey: "inbox" }));
}
