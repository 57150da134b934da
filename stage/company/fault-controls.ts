import type { ServiceName } from "#contracts/generated/events.ts";
import { hears, services } from "#contracts/hears.ts";
import type { FaultControls } from "../stories/story.ts";
import { type Company, nameOf } from "./company.ts";
import type { InjectedFaults } from "./faults.ts";
import { publishRaw } from "./poison.ts";

/** Fault injection for an embedded company. `poisoned` counts the poison messages that each service should park. */
export function faultControls(
  company: Company,
  faults: InjectedFaults,
  nextId: () => string,
): { readonly controls: FaultControls; readonly poisoned: Readonly<Partial<Record<ServiceName, number>>> } {
  const poisoned: Partial<Record<ServiceName, number>> = {};
  const controls: FaultControls = {
    kill: (who) => company.kill(who),
    start: (who) => company.start(who),
    killBeforePublishing: (who) => void faults.killedBeforePublishing.add(nameOf(who)),
    killBeforeCommitting: (who) => void faults.killedBeforeCommitting.add(nameOf(who)),
    publishEverythingTwice() {
      faults.everyMessageTwice = true;
    },
    stopBroker: () => company.broker.stop(),
    startBroker: () => company.broker.start(),
    async poison(body, type) {
      for (const service of services) {
        if (hears[service].some((heard) => heard === type)) poisoned[service] = (poisoned[service] ?? 0) + 1;
      }
      await publishRaw(company.broker, nextId(), type, new TextEncoder().encode(body));
    },
  };
  return { controls, poisoned };
}
