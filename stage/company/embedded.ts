import type { Hop } from "#messaging/instance/hops.ts";
import { type VirtualClock, virtualClock } from "#messaging/memory/clock.ts";
import { type Outgoing, recordingSender } from "#notifications/sender.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { DisabledGuarantee } from "../guarantees/disabled-guarantees.ts";
import { detours, evidenceOf } from "../guarantees/evidence.ts";
import { type Evidence, violationsOf } from "../guarantees/invariants.ts";
import { readBackProblems } from "../guarantees/read-back.ts";
import { createLog, type NarrativeLog } from "../narrative/log.ts";
import { createRecorder, type Recorder } from "../narrative/recorder.ts";
import type { Story, Venue } from "../stories/story.ts";
import { isAtRest } from "./at-rest.ts";
import { createVirtualAwait } from "./await-virtual.ts";
import { type Company, type CompanyOptions, company as startCompany } from "./company.ts";
import { choreography, type Design } from "./design.ts";
import { createNetwork } from "./faults/delays.ts";
import { faultControls } from "./faults/fault-controls.ts";
import { noFaults, withFaults } from "./faults/faults.ts";
import { commandsTo, storyIds } from "./people/commands.ts";
import { people } from "./people/people.ts";
import { embeddedProvider, reachable } from "./provider/embedded.ts";
import { simulatedProvider } from "./provider/simulated.ts";
import { randomFrom } from "./random.ts";
import { realTimes } from "./settings.ts";
import { storyTime } from "./story-time.ts";
import { impatience, patience, waitsOf } from "./waits.ts";

export interface EmbeddedOptions {
  /** The seed of all random choices. The same seed gives the same run, byte for byte. */
  readonly seed: number;
  /** Called for every hop of the story, except those of the company's start. */
  readonly onHop?: (hop: Hop) => void;
  /** Records everything from the company's start on. Default: a new log. */
  readonly log?: NarrativeLog;
  /** How the company is built. Default: the choreography. */
  readonly design?: Design;
  /** A guarantee that is switched off. */
  readonly without?: DisabledGuarantee;
}

/** The venue in this process, with access to its parts. */
export interface EmbeddedVenue extends Venue {
  readonly clock: VirtualClock;
  readonly company: Company;
  readonly provider: Provider;
  readonly log: NarrativeLog;
  /** The notifications that were sent, the newest last. */
  sent(): readonly Outgoing[];
}

const minute = 60_000;
/** The longest one-way delay to a store, the broker or the provider, in milliseconds. */
const longestWayMs = 15;

/** A venue in this process, on virtual time: the company on the embedded adapters, with as many instances as the story needs. */
export async function embedded(story: Story, options: EmbeddedOptions): Promise<EmbeddedVenue> {
  const { seed, design = choreography, log = createLog(), onHop, without } = options;
  const clock = virtualClock();
  const random = randomFrom(seed);
  let hasBegun = false;
  const recorder = createRecorder(clock, log.append);
  const { record } = recorder;
  const faults = noFaults(record);
  const mailbox = recordingSender();
  const network = createNetwork(() => (hasBegun ? Math.floor(random() * (longestWayMs + 1)) : 0));
  const provider: Provider = simulatedProvider(clock, recorder.journal, (service) => company.reach(service));
  const wiring = wiringOf(recorder, without, (ports, who) => {
    const kill = (before: "commit" | "publish") => company.kill(who, before);
    return network.delay(withFaults(ports, who, faults, kill, record));
  });
  // With a guarantee switched off, even the company's start may need virtual time.
  const company: Company = await createVirtualAwait(clock)(
    startCompany({
      ...{ design, clock, random },
      settings: realTimes,
      provider: reachable(embeddedProvider(provider), () => faults.providerIsAway),
      sender: recorder.sender(mailbox),
      instances: story.instances ?? 1,
      isAroundBusy: network.isBusy,
      observe(hop) {
        recorder.observe(hop);
        if (hasBegun) onHop?.(hop);
      },
      ...recorder.hooks,
      ...wiring,
    }),
  );
  if (without) record({ kind: "guarantee", name: without.name, isOn: false });
  const nextId = storyIds(story.name, seed);
  await clock.runUntil(() => isAtRest(company));
  const time = storyTime(clock);
  const command = commandsTo(company, clock, nextId, time.acted);
  const { customer, staff, orders: placed } = people({ command, nextId, provider, record });
  const waits = waitsOf(company, time, without ? impatience : patience);
  const began = clock.now();
  record({ kind: "begins", story: story.name, seed });
  const before = log.stateAt(log.end);
  hasBegun = true;

  return {
    clock,
    company,
    provider,
    log,
    sent: mailbox.sent,
    stage: {
      customer,
      staff,
      faults: faultControls(company, faults, nextId, record),
      random,
      passes: time.passes,
      ...waits,
    },
    async end() {
      // Also if the story failed: work in flight finishes first, so that every violation is counted.
      await waits.rest().catch(() => {});
      const tookMs = clock.now() - began;
      await clock.advance(minute);
      const evidence = evidenceOf(company, log, provider);
      const violations = await violationsIn(evidence, company, clock);
      await stop(company, clock);
      provider.stop();
      record({ kind: "ends", story: story.name, violations });
      return {
        orders: placed(),
        events: evidence.events.size - before.events.size,
        ...detours(log.entries.slice(before.position - log.first)),
        tookMs,
        violations,
      };
    },
  };
}

const violationsIn = async (
  evidence: Evidence,
  company: Company,
  clock: VirtualClock,
): Promise<readonly string[]> => [
  ...violationsOf(evidence, company.design.invariants),
  ...(await readBackProblems({ ...company, clock })),
];

async function stop(company: Company, clock: VirtualClock): Promise<void> {
  const stopped = company.stop(0);
  await clock.advance(1);
  await stopped;
}

type Wiring = Pick<CompanyOptions, "wire" | "decorate" | "replace">;

/** The recorder is at both ends: where the service sends a request, and where it takes effect. Faults are in between. */
const wiringOf = (
  recorder: Recorder,
  without: DisabledGuarantee | undefined,
  between: NonNullable<CompanyOptions["wire"]>,
): Wiring => ({
  wire: (ports, who) => between(recorder.wire(ports, who), who),
  decorate: (ports) => recorder.recordIntent(without?.decorate?.(ports) ?? ports),
  ...(without?.replace ? { replace: without.replace } : {}),
});
