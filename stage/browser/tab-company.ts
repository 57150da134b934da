import type { ServiceName } from "#contracts/generated/events.ts";
import { Unavailable } from "#messaging/errors.ts";
import { instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import { recordingSender } from "#notifications/sender.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { type Company, company as companyOf } from "../company/company.ts";
import { withDelays } from "../company/delays.ts";
import { embeddedProvider } from "../company/embedded-provider.ts";
import { faultControls } from "../company/fault-controls.ts";
import { noFaults, withFaults } from "../company/faults.ts";
import { people } from "../company/people.ts";
import { randomFrom } from "../company/random.ts";
import { realTimes } from "../company/settings.ts";
import { createLog, type NarrativeLog } from "../narrative/log.ts";
import { createRecorder, type Untimed } from "../narrative/recorder.ts";
import type { CompanyStaff, Customer, FaultControls } from "../stories/story.ts";
import { type PacedClock, pacedClock } from "./paced-clock.ts";
import { switchablePorts, switchableService } from "./switchable.ts";

export interface TabCompanyOptions {
  readonly seed: number;
  /** Names what the ids are derived from: the same name and seed give the same ids. */
  readonly name: string;
  /** How many instances of every service. */
  readonly instances: number;
  /** Resolves when nothing moves any more: after one turn of the event loop. */
  readonly turn: () => Promise<void>;
  /** How many entries of the log to keep at least. */
  readonly keep: number;
}

/** The whole company in this tab, on virtual time. Nothing happens unless its clock is stepped. */
export interface TabCompany {
  readonly clock: PacedClock;
  readonly log: NarrativeLog;
  readonly company: Company;
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  readonly faults: FaultControls;
  readonly random: () => number;
  /** Adds an entry to the log, with the time now. */
  record(entry: Untimed): void;
  /** Makes a server unavailable, or available again. */
  setAway(what: "broker" | "provider" | ServiceName, isAway: boolean): void;
  setDoubling(on: boolean): void;
  setGuarantee(name: string, isOn: boolean): void;
}

/** The longest one-way delay to a store, the broker or the provider, in milliseconds. */
const longestWayMs = 15;

/** Starts the company. Its start is over, and is not in the log's interesting part, when this resolves. */
export async function tabCompany(options: TabCompanyOptions): Promise<TabCompany> {
  const clock = pacedClock(options.turn);
  const log = createLog({ keep: options.keep });
  const recorder = createRecorder(clock, log.append);
  const random = randomFrom(options.seed);
  const faults = noFaults();
  const off = new Set<string>();
  let hasBegun = false;
  let isProviderAway = false;
  let count = 0;

  const provider = createProvider({
    clock,
    journal: recorder.journal,
    sign: () => "unsigned: provider and company are in one tab",
    async webhook({ body: text }) {
      const message = webhookMessage(new TextEncoder().encode(text), instant(clock.now()));
      if (message) await company.reach("payments").submit(message, text);
    },
  });
  const wayMs = () => (hasBegun ? Math.floor(random() * (longestWayMs + 1)) : 0);
  let company: Company;
  company = await stepped(
    clock,
    companyOf({
      clock,
      random,
      settings: realTimes,
      provider: whileReachable(embeddedProvider(provider), () => !isProviderAway),
      sender: recorder.sender(recordingSender()),
      instances: options.instances,
      observe: recorder.observe,
      onQueue: recorder.onQueue,
      onInstance: recorder.onInstance,
      wire: (ports, who) =>
        withDelays(
          withFaults(recorder.wire(ports, who), who, faults, () => company.kill(who)),
          wayMs,
        ),
      decorate: (ports) => recorder.recordIntent(switchablePorts(ports, off)),
      replace: (service) => switchableService(service, off),
    }),
  );

  function nextId(): string {
    count += 1;
    return idOf(`${options.name}/${options.seed}/${count}`);
  }

  async function command<Data>(
    to: ServiceName,
    { type }: LocalType<Data>,
    subject: string,
    data: Data,
    id = nextId(),
  ) {
    const message = beginning({ id, type, source: `/${to}`, subject, time: instant(clock.now()), data });
    const result = await company.reach(to).submit(message, JSON.stringify(data));
    if (result.kind === "handled" || result.kind === "duplicate" || result.kind === "ignored") return;
    throw new Error("why" in result ? result.why : result.error.message);
  }

  hasBegun = true;
  return {
    clock,
    log,
    company,
    random,
    record: recorder.record,
    ...people({ command, nextId, provider }),
    faults: faultControls(company, faults, nextId).controls,
    setAway(what, isAway) {
      const kind = isAway ? "away" : "back";
      if (what === "broker") {
        recorder.record({ kind, what });
        if (isAway) company.broker.stop();
        else company.broker.start();
      } else if (what === "provider") {
        recorder.record({ kind, what });
        isProviderAway = isAway;
      } else {
        recorder.record({ kind, what: "database", service: what });
        company.databases[what].setAway(isAway);
      }
    },
    setDoubling(on) {
      faults.everyMessageTwice = on;
      if (on) recorder.record({ kind: "doubling" });
    },
    setGuarantee(name, isOn) {
      if (isOn) off.delete(name);
      else off.add(name);
      recorder.record({ kind: "guarantee", name, isOn });
    },
  };
}

/** Steps the clock until a promise settles. */
async function stepped<Value>(clock: PacedClock, pending: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settled = pending.finally(() => {
    isSettled = true;
  });
  settled.catch(() => {});
  while (!isSettled) await clock.step();
  return settled;
}

/** A provider that cannot be reached rejects every request; the caller tries again. */
const whileReachable = (provider: PaymentProvider, isReachable: () => boolean): PaymentProvider => {
  const guarded =
    <Arguments extends readonly unknown[], Answer>(ask: (...args: Arguments) => Promise<Answer>) =>
    async (...args: Arguments): Promise<Answer> => {
      if (!isReachable()) throw new Unavailable("the payment provider cannot be reached");
      return ask(...args);
    };
  return {
    charge: guarded(provider.charge),
    confirm: guarded(provider.confirm),
    refund: guarded(provider.refund),
  };
};
