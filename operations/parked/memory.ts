import type { ServiceName } from "#contracts/generated/events.ts";
import { NotConfirmed } from "#messaging/errors.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import { queuesOf } from "#messaging/topology.ts";
import { NotRedriven, type ParkedMessage, type ParkedMessages, parkedBy } from "./parked-messages.ts";
import { redrivenCopy } from "./redrive.ts";

/** The parked messages in the memory broker of the embedded company. */
export function parkedInMemory(broker: MemoryBroker): ParkedMessages {
  const connection = broker.connect("operator");
  const rawMessagesOf = (service: ServiceName) => broker.queue(queuesOf(service).parked).messages;

  function take({ service, fingerprint }: ParkedMessage): boolean {
    const found = rawMessagesOf(service).find((one) => parkedBy(service, one).fingerprint === fingerprint);
    return found !== undefined && broker.remove(queuesOf(service).parked, found);
  }

  return {
    list: async (service) => rawMessagesOf(service).map((one) => parkedBy(service, one)),
    async redrive(parked, note) {
      const { service, fingerprint } = parked;
      if (!rawMessagesOf(service).some((one) => parkedBy(service, one).fingerprint === fingerprint))
        return false;
      try {
        await connection.publish([redrivenCopy(parked, note)]);
      } catch (error) {
        if (error instanceof NotConfirmed) throw new NotRedriven(`${error.message}; it stays parked`);
        throw error;
      }
      take(parked);
      return true;
    },
    drop: async (parked) => take(parked),
    close: () => connection.close(),
  };
}
