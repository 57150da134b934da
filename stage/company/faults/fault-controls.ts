import type { Untimed } from "../../narrative/recorder.ts";
import type { FaultControls } from "../../stories/story.ts";
import type { Company } from "../company.ts";
import { type InstanceId, nameOf } from "../instance-id.ts";
import type { InjectedFaults } from "./faults.ts";
import { publishRaw } from "./poison.ts";

/** Fault injection for an embedded company. */
export const faultControls = (
  company: Company,
  faults: InjectedFaults,
  nextId: () => string,
  record: (entry: Untimed) => void,
): FaultControls => ({
  kill: (who) => company.kill(who),
  start: (who) => company.start(who),
  ...armedKills(faults, record),
  publishEverythingTwice() {
    faults.everyMessageTwice = true;
    record({ kind: "doubling" });
  },
  stopBroker() {
    record({ kind: "away", what: "broker" });
    company.broker.stop();
  },
  startBroker() {
    record({ kind: "back", what: "broker" });
    company.broker.start();
  },
  stopDatabase(service) {
    record({ kind: "away", what: "database", service });
    company.databases[service].setAway(true);
  },
  startDatabase(service) {
    record({ kind: "back", what: "database", service });
    company.databases[service].setAway(false);
  },
  stopProvider() {
    record({ kind: "away", what: "provider" });
    faults.providerIsAway = true;
  },
  startProvider() {
    record({ kind: "back", what: "provider" });
    faults.providerIsAway = false;
  },
  delay: (service, event, byMs) => faults.late.set(service, event, byMs),
  async poison(body, type) {
    const messageId = nextId();
    record({ kind: "poisoned", messageId, type, body });
    await publishRaw(company.broker, messageId, type, new TextEncoder().encode(body));
  },
});

/** Kills at the worst moment, and their end. */
function armedKills(
  { killedBeforeCommitting, killedBeforePublishing }: InjectedFaults,
  record: (entry: Untimed) => void,
): Pick<FaultControls, "killBeforePublishing" | "killBeforeCommitting" | "disarm"> {
  const armed = { commit: killedBeforeCommitting, publish: killedBeforePublishing };
  const arm = ({ instance, service }: InstanceId, before: "commit" | "publish"): void => {
    armed[before].add(nameOf({ instance, service }));
    record({ kind: "arming", service, instance, before });
  };
  return {
    killBeforePublishing: (who) => arm(who, "publish"),
    killBeforeCommitting: (who) => arm(who, "commit"),
    disarm({ instance, service }, before) {
      if (armed[before].delete(nameOf({ instance, service })))
        record({ kind: "arming", service, instance, before, ends: true });
    },
  };
}
