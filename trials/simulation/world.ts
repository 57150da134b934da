import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Hop } from "#messaging/hops.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { Dump } from "#messaging/memory/store.ts";
import { recordingSender } from "#notifications/sender.ts";
import { type Company, company as companyOf } from "#stage/company/company.ts";
import { randomFrom } from "#stage/company/random.ts";
import { createRecorder } from "#stage/company/recorder.ts";
import type { Evidence } from "#stage/guarantees/invariants.ts";
import { chance, seedFor } from "./chance.ts";
import { createChronicle } from "./chronicle.ts";
import { team } from "./errands.ts";
import { createFate, described } from "./fault-injector.ts";
import type { Fault } from "./faults.ts";
import { createNetwork } from "./network.ts";
import { sightingsIn } from "./observations.ts";
import { createOutside } from "./outside.ts";
import { createArmed } from "./pending-faults.ts";
import { createPeople } from "./people.ts";
import type { Plan } from "./plan.ts";
import { createLives } from "./processes.ts";
import { sendHome } from "./send-home.ts";
import type { TellOptions, Violation } from "./verdict.ts";
import { createWatch } from "./watch.ts";
import { createImpatience } from "./worst-moments.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The company of one history with everything that is around it, at rest, a moment before the first order. */
export async function createWorld(plan: Plan, { trace }: TellOptions) {
  const { seed } = plan;
  const clock = virtualClock();
  const streamOf = (name: string) => randomFrom(seedFor(seed, name));
  const seen = new Map<string, number>();
  const violations: Violation[] = [];
  const chronicle = createChronicle(clock, trace);
  let hasBegun = false;
  let deliveries = 0;
  let faults = 0;
  let company: Company | undefined;

  const saw = (key: string) => void (hasBegun && seen.set(key, (seen.get(key) ?? 0) + 1));
  const violated = (invariant: string, what: string): void => {
    violations.push({ invariant, what });
    chronicle.say(`✗ ${invariant}: ${what}`);
  };
  const struck = (fault: Fault): void => {
    faults += 1;
    saw(`fault ${fault.kind}`);
    chronicle.say(described(fault));
  };
  const observe = (hop: Hop): void => {
    recorder.observe(hop);
    if (hop.kind === "received") deliveries += 1;
    for (const key of sightingsIn(hop)) saw(key);
    chronicle.hop(hop);
  };
  /** Mostly nothing; else a few milliseconds, and now and then a second or more. */
  const latency = (random: () => number): number => {
    if (!hasBegun || random() >= plan.slowness) return 0;
    const size = random();
    return Math.ceil(random() * (size < 0.8 ? 15 : size < 0.97 ? 200 : 3_000));
  };

  const there = (): Company => {
    if (!company) throw new Error("the company is not there yet");
    return company;
  };
  const outsideStream = streamOf("outside");
  const outsideLatency = () => latency(outsideStream);
  const recorder = createRecorder();
  const watch = createWatch(violated, saw);
  const armed = createArmed(struck);
  const draw = chance(streamOf("fate"));
  const network = createNetwork({
    broker: () => there().broker,
    clock,
    draw: chance(streamOf("network")),
    accepted: watch.accepted,
  });
  const reach = (service: ServiceName) => there().reach(service);
  const outside = createOutside({ clock, armed, latency: outsideLatency, reach: () => reach("payments") });
  const { say } = chronicle;
  const people = createPeople({ clock, draw, latency: outsideLatency, armed, reach, violated, say });
  const impatient = createImpatience({ plan, people, provider: outside.provider });
  const lives = createLives({ seed, clock, armed, network, impatient, company: there, latency });
  const fate = createFate({ seed, clock, draw, armed, lives, network, company: there, struck });

  company = await companyOf({
    clock,
    random: streamOf("company"),
    settings: plan.settings,
    provider: outside.port,
    sender: recordingSender(1),
    instances: plan.instances,
    maxWaiting: plan.maxWaiting,
    team,
    observe,
    run: plan.run,
    wire: (ports, who) => lives.begin(watch.wire(recorder.wire(ports, who.service), who), who),
  });
  await sendHome(company, plan.couriers, clock.now());
  await clock.advance(1_000);
  hasBegun = true;
  chronicle.begin();
  const eventsBefore = recorder.events().size;

  function evidence(): Evidence {
    const { broker, databases } = there();
    const dumps = Object.fromEntries(services.map((name) => [name, databases[name].dump()]));
    return {
      databases: dumps as Record<ServiceName, Dump>,
      broker,
      ledger: outside.provider.ledger(),
      commits: recorder.commits,
      events: recorder.events(),
      poisoned: fate.poisoned(),
    };
  }

  return {
    clock,
    company,
    people,
    armed,
    violated,
    provider: outside.provider,
    befalls: fate.befalls,
    evidence,
    pass: (ms: number) => clock.advance(ms),
    isBroken: () => violations.length > 0,
    /** Whether nothing is under way that the company cannot see. */
    isQuiet: () =>
      fate.isOver() &&
      lives.allThere() &&
      network.underWay() + outside.underWay() + impatient.underWay() === 0,
    unrest: () =>
      `everything there: ${fate.isOver() && lives.allThere()}; in the network: ${network.underWay()}; webhooks: ${outside.underWay()}; impatient: ${impatient.underWay()}`,
    end: () => outside.provider.stop(),
    outcome: () => ({
      violations,
      events: recorder.events().size - eventsBefore,
      deliveries,
      faults,
      seen: Object.fromEntries(seen),
      trace: chronicle.lines,
    }),
  };
}
