import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { recordingSender } from "#notifications/sender.ts";
import { byService, valueFor } from "#stage/company/by-service.ts";
import { type Company, company as companyOf } from "#stage/company/company.ts";
import { randomFrom } from "#stage/company/random.ts";
import type { Evidence } from "#stage/guarantees/invariants.ts";
import { commitsOf, eventsOf } from "#stage/narrative/commits.ts";
import type { Entry } from "#stage/narrative/entry.ts";
import { createRecorder } from "#stage/narrative/recorder.ts";
import { chance, seedFor } from "../chance.ts";
import { createFaultInjector } from "../faults/fault-injector.ts";
import { createPendingFaults } from "../faults/pending-faults.ts";
import type { HistoryOptions } from "../history-result.ts";
import { createClients } from "../people/clients.ts";
import { team } from "../people/errands.ts";
import { sendCouriersHome } from "../people/send-home.ts";
import { createWorstMoments } from "../people/worst-moments.ts";
import type { Plan } from "../plan.ts";
import { createRecord } from "../record.ts";
import { createStepChecks } from "../rules/step-checks.ts";
import { createNetwork } from "./network.ts";
import { createOutside } from "./outside.ts";
import { createProcesses } from "./processes.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The company of one history and its environment, at rest, just before the first order. */
export async function createWorld(plan: Plan, options: HistoryOptions) {
  const { design, seed } = plan;
  const clock = virtualClock();
  const record = createRecord(clock, options);
  const commits: Entry[] = [];
  const recorder = createRecorder(clock, (entry) => entry.kind === "committed" && commits.push(entry));
  const checks = createStepChecks(design.transitions, record.reportViolation, record.observed);
  let company: Company | undefined;
  const running = (): Company => {
    if (!company) throw new Error("the company has not started yet");
    return company;
  };
  const environment = createEnvironment({ plan, clock, record, accepted: checks.accepted, company: running });
  const { faultInjector, network, outside, processes, worstMoments } = environment;

  company = await companyOf({
    design,
    clock,
    random: streamOf(seed, "company"),
    settings: plan.settings,
    provider: outside.port,
    sender: recordingSender(1),
    instances: plan.instances,
    maxWaiting: plan.maxWaiting,
    team,
    observe: record.hop,
    run: plan.run,
    wire: (ports, who) => processes.connect(checks.wire(recorder.wire(ports, who), who), who),
  });
  await sendCouriersHome(company, plan.couriers, clock.now());
  await clock.advance(1_000);
  record.begin();
  const events = () => eventsOf(commitsOf(commits));
  const eventsBefore = events().size;

  function evidence(): Evidence {
    const { broker, databases } = running();
    return {
      rules: design,
      databases: byService(design.services, (name) => valueFor(databases, name).dump()),
      broker,
      ledger: outside.provider.ledger(),
      commits: commitsOf(commits),
      events: events(),
      poisoned: faultInjector.poisoned(),
    };
  }

  const isRepaired = () => faultInjector.noOutage() && processes.allRunning();
  return {
    clock,
    company,
    clients: environment.clients,
    pendingFaults: environment.pendingFaults,
    reportViolation: record.reportViolation,
    provider: outside.provider,
    inject: faultInjector.inject,
    evidence,
    pass: (ms: number) => clock.advance(ms),
    isBroken: record.isBroken,
    /** Whether every server and process is up, and nothing outside the company is under way. */
    isQuiet: () => isRepaired() && network.underWay() + outside.underWay() + worstMoments.underWay() === 0,
    /** What keeps the world from being quiet. */
    unrest: () =>
      `servers and processes up: ${isRepaired()}; messages in the network: ${network.underWay()}; webhooks: ${outside.underWay()}; requests: ${worstMoments.underWay()}`,
    end: () => outside.provider.stop(),
    outcome: () => ({ ...record.outcome(), events: events().size - eventsBefore }),
  };
}

interface EnvironmentOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly record: ReturnType<typeof createRecord>;
  readonly accepted: (publications: readonly Publication[]) => void;
  readonly company: () => Company;
}

/** Everything around the company: the network, the provider, the clients, and the faults. */
function createEnvironment({ plan, clock, record, accepted, company }: EnvironmentOptions) {
  const { design, seed } = plan;
  const { injected, log, reportViolation } = record;
  /** Usually 0; otherwise a few milliseconds, and occasionally a second or more. */
  const latency = (random: () => number): number => {
    if (!record.hasBegun() || random() >= plan.slowness) return 0;
    const size = random();
    return Math.ceil(random() * (size < 0.8 ? 15 : size < 0.97 ? 200 : 3_000));
  };
  const outsideStream = streamOf(seed, "outside");
  const outsideLatency = () => latency(outsideStream);
  const reach = (service: string) => company().reach(service);
  // The names of the streams are part of what a seed means: a new name changes every history.
  const draw = chance(streamOf(seed, "fate"));
  const pendingFaults = createPendingFaults(injected);
  const network = createNetwork({
    design,
    broker: () => company().broker,
    clock,
    draw: chance(streamOf(seed, "network")),
    accepted,
  });
  const outside = createOutside({
    clock,
    pendingFaults,
    latency: outsideLatency,
    reach: () => reach("payments"),
  });
  const clients = createClients({
    clock,
    draw,
    latency: outsideLatency,
    pendingFaults,
    reach,
    reportViolation,
    log,
  });
  const worstMoments = createWorstMoments({ plan, clients, provider: outside.provider });
  const shared = { seed, clock, pendingFaults, network, company };
  const processes = createProcesses({ ...shared, worstMoments, latency });
  const faultInjector = createFaultInjector({ ...shared, design, draw, processes, injected });
  return { clients, faultInjector, network, outside, pendingFaults, processes, worstMoments };
}

const streamOf = (seed: number, name: string) => randomFrom(seedFor(seed, name));
