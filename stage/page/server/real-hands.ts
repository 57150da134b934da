import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import { type Perform, performer } from "../../browser/perform.ts";
import type { Company } from "../../company/company.ts";
import { faultControls } from "../../company/faults/fault-controls.ts";
import { noFaults, withFaults } from "../../company/faults/faults.ts";
import { type InstanceId, nameOf } from "../../company/instance-id.ts";
import { inWords, type SubmitCommand } from "../../company/people/commands.ts";
import { people } from "../../company/people/people.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { orderOf } from "../../narrative/order-of.ts";
import type { Recorder } from "../../narrative/recorder.ts";
import { refusedText } from "../../narrative/text/reasons.ts";

/** What people can do to a company in this process, in real time. */
export interface RealHands {
  /** Puts the faults between an instance and its ports. */
  readonly wire: (ports: Ports, who: InstanceId) => Ports;
  readonly isProviderAway: () => boolean;
  readonly act: Perform;
}

export function realHands(of: {
  readonly company: () => Company;
  readonly provider: Pick<Provider, "confirm">;
  readonly recorder: Recorder;
  readonly log: NarrativeLog;
  readonly off: Set<string>;
  readonly now: () => number;
  /** Lets customers order at a rate; 0 ends it. */
  readonly setRate: (perMinute: number) => void;
}): RealHands {
  const { company, log, now, off, provider, recorder, setRate } = of;
  const { record } = recorder;
  const faults = noFaults(record);
  const command: SubmitCommand = async (to, { type }, subject, data, id = randomUUID()) => {
    const message = beginning({ id, type, source: `/${to}`, subject, time: instant(now()), data });
    const result = await inWords(to, message, () =>
      company().reach(to).submit(message, JSON.stringify(data)),
    );
    if ("why" in result) throw new Error(refusedText(message, result.why));
    if ("error" in result) throw result.error;
  };

  const everybody = people({
    command,
    nextId: randomUUID,
    provider,
    record,
    customerOf: (orderId) => orderOf(log.present, orderId)?.customerId,
  });

  return {
    isProviderAway: () => faults.providerIsAway,
    wire: (ports, who) =>
      withFaults(recorder.wire(ports, who), who, faults, (before) => company().kill(who, before), record),
    act(action) {
      const controls = faultControls(company(), faults, randomUUID, record);
      return performer({
        ...everybody,
        faults: {
          ...controls,
          // Whoever looks at the past, or at the same time as others, does not see that it is dead already.
          kill(who) {
            if (!company().kill(who)) throw new Error(`${nameOf(who)} is not running, so nothing was killed`);
          },
          // A browser has few connections to a server: a start that waits for the broker takes none of them.
          start: (who) => Promise.race([controls.start(who), nextTurn()]),
        },
        setDoubling(on) {
          faults.everyMessageTwice = on;
          record({ kind: "doubling", ...(on ? {} : { ends: true }) });
        },
        setGuarantee(name, isOn) {
          if (isOn) off.delete(name);
          else off.add(name);
          record({ kind: "guarantee", name, isOn });
        },
        setRate,
      })(action);
    },
  };
}
