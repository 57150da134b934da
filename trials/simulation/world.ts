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
import { createClients } from "./clients.ts";
import { team } from "./errands.ts";
import { createFaultInjector, described } from "./fault-injector.ts";
import type { Fault } from "./faults.ts";
import type { HistoryOptions, Violation } from "./history-result.ts";
import { createNetwork } from "./network.ts";
import { observationsIn } from "./observations.ts";
import { createOutside } from "./outside.ts";
import { createPendingFaults } from "./pending-faults.ts";
import type { Plan } from "./plan.ts";
import { createProcesses } from "./processes.ts";
import { sendCouriersHome } from "./send-home.ts";
import { createWatch } from "./step-checks.ts";
import { createTraceLog } from "./trace.ts";
import { createWorstMoments } from "./worst-moments.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The company of one history with everything that is around it, at rest, a moment before the first order. */
export async function createWorld(plan: Plan, { trace }: HistoryOptions) {
  const { seed } = plan;
  const clock = virtualClock();
  const streamOf = (name: string) => randomFrom(seedFor(seed, name));
  const seen = new Map<string, number>();
  const violations: Violation[] = [];
  const traceLog = createTraceLog(clock, trace);
  let hasBegun = false;
  let deliveries = 0;
  let faults = 0;
  let company: Company | undefined;

  const observed = (key: string) => void (hasBegun && seen.set(key, (seen.get(key) ?? 0) + 1));
  const reportViolation = (invariant: string, what: string): void => {
    violations.push({ invariant, what });
    traceLog.say(`✗ ${invariant}: ${what}`);
  };
  const injected = (fault: Fault): void => {
    faults += 1;
    observed(`fault ${fault.kind}`);
    traceLog.say(described(fault));
  };
  const observe = (hop: Hop): void => {
    recorder.observe(hop);
    if (hop.kind === "received") deliveries += 1;
    for (const key of observationsIn(hop)) observed(key);
    traceLog.hop(hop);
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
  const watch = createWatch(reportViolation, observed);
  const pendingFaults = createPendingFaults(injected);
  const draw = chance(streamOf("fate"));
  const network = createNetwork({
    broker: () => there().broker,
    clock,
    draw: chance(streamOf("network")),
    accepted: watch.accepted,
  });
  const reach = (service: ServiceName) => there().reach(service);
  const outside = createOutside({
    clock,
    pendingFaults,
    latency: outsideLatency,
    reach: () => reach("payments"),
  });
  const { say } = traceLog;
  const clients = createClients({
    clock,
    draw,
    latency: outsideLatency,
    pendingFaults,
    reach,
    reportViolation,
    say,
  });
  const worstMoments = createWorstMoments({ plan, clients, provider: outside.provider });
  const processes = createProcesses({
    seed,
    clock,
    pendingFaults,
    network,
    worstMoments,
    company: there,
    latency,
  });
  const faultInjector = createFaultInjector({
    seed,
    clock,
    draw,
    pendingFaults,
    processes,
    network,
    company: there,
    injected,
  });

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
    wire: (ports, who) => processes.begin(watch.wire(recorder.wire(ports, who.service), who), who),
  });
  await sendCouriersHome(company, plan.couriers, clock.now());
  await clock.advance(1_000);
  hasBegun = true;
  traceLog.begin();
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
      poisoned: faultInjector.poisoned(),
    };
  }

  return {
    clock,
    company,
    clients,
    pendingFaults,
    reportViolation,
    provider: outside.provider,
    inject: faultInjector.inject,
    evidence,
    pass: (ms: number) => clock.advance(ms),
    isBroken: () => violations.length > 0,
    /** Whether nothing is under way that the company cannot see. */
    isQuiet: () =>
      faultInjector.isOver() &&
      processes.allRunning() &&
      network.underWay() + outside.underWay() + worstMoments.underWay() === 0,
    unrest: () =>
      `everything there: ${faultInjector.isOver() && processes.allRunning()}; in the network: ${network.underWay()}; webhooks: ${outside.underWay()}; impatient: ${worstMoments.underWay()}`,
    end: () => outside.provider.stop(),
    outcome: () => ({
      violations,
      events: recorder.events().size - eventsBefore,
      deliveries,
      faults,
      seen: Object.fromEntries(seen),
      trace: traceLog.lines,
    }),
  };
}
