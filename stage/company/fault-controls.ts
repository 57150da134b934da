import type { ServiceName } from "#contracts/generated/events.ts";
import { hears, services } from "#contracts/hears.ts";
import type { Hand } from "../stories/story.ts";
import { type Company, nameOf } from "./company.ts";
import type { Faults } from "./faults.ts";
import { publishAsStranger } from "./poison.ts";

/** The hand inside an embedded company; it counts in `poisoned` who will hear what nobody can read. */
export function handInside(
  company: Company,
  faults: Faults,
  nextId: () => string,
): { readonly hand: Hand; readonly poisoned: Readonly<Partial<Record<ServiceName, number>>> } {
  const poisoned: Partial<Record<ServiceName, number>> = {};
  const hand: Hand = {
    kills: (who) => company.kill(who),
    starts: (who) => company.start(who),
    killsBeforePublishing: (who) => void faults.killedBeforePublishing.add(nameOf(who)),
    killsBeforeCommitting: (who) => void faults.killedBeforeCommitting.add(nameOf(who)),
    publishesEverythingTwice() {
      faults.everyMessageTwice = true;
    },
    stopsTheBroker: () => company.broker.stop(),
    startsTheBroker: () => company.broker.start(),
    async poisons(body, type) {
      for (const service of services) {
        if (hears[service].some((heard) => heard === type)) poisoned[service] = (poisoned[service] ?? 0) + 1;
      }
      await publishAsStranger(company.broker, nextId(), type, new TextEncoder().encode(body));
    },
  };
  return { hand, poisoned };
}
