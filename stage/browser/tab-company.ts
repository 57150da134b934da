import { instant } from "#messaging/instant.ts";
import { recordingSender } from "#notifications/sender.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { isAtRest } from "../company/at-rest.ts";
import { type Company, company as startCompany } from "../company/company.ts";
import { createNetwork } from "../company/faults/delays.ts";
import { faultControls } from "../company/faults/fault-controls.ts";
import { noFaults, withFaults } from "../company/faults/faults.ts";
import { commandsTo, storyIds } from "../company/people/commands.ts";
import { people } from "../company/people/people.ts";
import { embeddedProvider, reachable } from "../company/provider/embedded.ts";
import { randomFrom } from "../company/random.ts";
import { realTimes, type Settings } from "../company/settings.ts";
import { storyTime } from "../company/story-time.ts";
import { impatience, patience, waitsOf } from "../company/waits.ts";
import { createLog, type NarrativeLog } from "../narrative/log.ts";
import { createRecorder, type Recorder, type Untimed } from "../narrative/recorder.ts";
import type { Stage } from "../stories/story.ts";
import { type PacedClock, pacedClock } from "./paced-clock.ts";
import { switchablePorts, switchableService } from "./switchable.ts";

export interface TabCompanyOptions {
  readonly seed: number;
  /** The source of the ids: the same name and seed give the same ids. */
  readonly name: string;
  /** How many instances of every service. */
  readonly instances: number;
  /** The guarantees that are off from the beginning. */
  readonly without: readonly string[];
  /** Resolves when nothing can progress: after one turn of the event loop. */
  readonly turn: () => Promise<void>;
  /** The minimum number of log entries to keep. */
  readonly keep: number;
  /** How long things take. Default: realistic durations. */
  readonly settings?: Settings;
}

/** The whole company in this tab, on virtual time. Nothing happens unless its clock is stepped. */
export interface TabCompany {
  readonly clock: PacedClock;
  readonly log: NarrativeLog;
  readonly company: Company;
  /** What customers, staff and fault injection can do. */
  readonly stage: Omit<Stage, "claim">;
  /** Adds an entry to the log, with the time now. */
  record(entry: Untimed): void;
  /**
   * Whether something outside the company will happen by itself, however late: a delayed message or its second copy arrives, the
   * provider sends an event. A story does not wait for that, only for requests on their way (`isAroundBusy`).
   */
  isHolding(): boolean;
  setDoubling(on: boolean): void;
  setGuarantee(name: string, isOn: boolean): void;
}

/** The longest one-way delay to a store, the broker or the provider, in milliseconds. */
const longestWayMs = 15;

/** Starts the company as a story in the terminal does: the same seed gives the same log. */
export async function tabCompany(options: TabCompanyOptions): Promise<TabCompany> {
  const clock = pacedClock(options.turn);
  const log = createLog({ keep: options.keep });
  const recorder = createRecorder(clock, log.append);
  const { record } = recorder;
  const random = randomFrom(options.seed);
  const faults = noFaults(record);
  const off = new Set(options.without);
  let hasBegun = false;
  const network = createNetwork(() => (hasBegun ? Math.floor(random() * (longestWayMs + 1)) : 0));
  const provider: Provider = providerInTab(clock, recorder, () => company);
  const company: Company = await stepped(
    clock,
    startCompany({
      clock,
      random,
      settings: options.settings ?? realTimes,
      provider: reachable(embeddedProvider(provider), () => faults.providerIsAway),
      sender: recorder.sender(recordingSender()),
      instances: options.instances,
      isAroundBusy: network.isBusy,
      observe: recorder.observe,
      ...recorder.hooks,
      wire(ports, who) {
        const kill = (before: "commit" | "publish") => company.kill(who, before);
        return network.delay(withFaults(recorder.wire(ports, who), who, faults, kill, record));
      },
      decorate: (ports) => recorder.recordIntent(switchablePorts(ports, off)),
      replace: (service) => switchableService(service, off),
    }),
  );
  for (const name of options.without) record({ kind: "guarantee", name, isOn: false });
  const nextId = storyIds(options.name, options.seed);
  await stepped(
    clock,
    clock.runUntil(() => isAtRest(company)),
  );
  const time = storyTime(clock);
  const command = commandsTo(company, clock, nextId, time.acted);
  const { customer, staff } = people({ command, nextId, provider, record });
  const waits = waitsOf(company, time, options.without.length > 0 ? impatience : patience);
  hasBegun = true;

  return {
    clock,
    log,
    company,
    record,
    stage: {
      customer,
      staff,
      faults: faultControls(company, faults, nextId, record),
      random,
      passes: time.passes,
      ...waits,
    },
    isHolding: () => faults.late.isHolding() || faults.pending > 0 || provider.isBusy(),
    setDoubling(on) {
      faults.everyMessageTwice = on;
      record({ kind: "doubling", ...(on ? {} : { ends: true }) });
    },
    setGuarantee(name, isOn) {
      if (isOn) off.delete(name);
      else off.add(name);
      record({ kind: "guarantee", name, isOn });
    },
  };
}

/** The provider signs nothing here: it shares a tab with the company, without a network in between. */
const providerInTab = (clock: PacedClock, recorder: Recorder, company: () => Company): Provider =>
  createProvider({
    clock,
    journal: recorder.journal,
    sign: () => "",
    async webhook({ body }) {
      const message = webhookMessage(new TextEncoder().encode(body), instant(clock.now()));
      if (message) await company().reach("payments").submit(message, body);
    },
  });

/** Steps the clock until a promise settles; most need no time to pass. */
async function stepped<Value>(clock: PacedClock, pending: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settled = pending.finally(() => {
    isSettled = true;
  });
  settled.catch(() => {});
  for (await clock.settle(); !isSettled; await clock.settle()) await clock.step();
  return settled;
}
