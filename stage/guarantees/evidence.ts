import { queuesOf } from "#messaging/topology.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import { byService, valueFor } from "../company/by-service.ts";
import type { Company } from "../company/company.ts";
import { commitsOf } from "../narrative/commits.ts";
import type { Entry } from "../narrative/entry.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import type { CompanyState } from "../narrative/state.ts";
import type { VenueResult } from "../stories/story.ts";
import type { Evidence } from "./invariants.ts";
import { consumes, type Rules } from "./rules.ts";

/** The complete state of an embedded company, now. */
export function evidenceOf(
  { broker, databases, design }: Company,
  log: NarrativeLog,
  provider: Pick<Provider, "ledger">,
): Evidence {
  const state = log.stateAt(log.end);
  return {
    rules: design,
    databases: byService(design.services, (name) => valueFor(databases, name).dump()),
    broker,
    ledger: provider.ledger(),
    commits: commitsOf(log.entries),
    events: state.events,
    poisoned: poisonByConsumer(design, state),
  };
}

/** How many poison messages each service keeps parked: those of a type that it consumes, unless an operator took them out. */
export function poisonByConsumer(
  rules: Rules,
  { poison, queues }: Pick<CompanyState, "poison" | "queues">,
): Readonly<Record<string, number>> {
  const expected: Record<string, number> = {};
  const isTakenOut = (service: string, id: string) =>
    queues.get(queuesOf(service).parked)?.takenOut.has(id) === true;
  for (const [id, type] of poison) {
    for (const service of rules.services)
      if (consumes(rules, service, type) && !isTakenOut(service, id))
        expected[service] = (expected[service] ?? 0) + 1;
  }
  return expected;
}

/** The number of duplicates, retries and parked messages. */
export function detours(entries: readonly Entry[]): Pick<VenueResult, "duplicates" | "retries" | "parked"> {
  const count = (kind: Entry["kind"]) => entries.filter((entry) => entry.kind === kind).length;
  return { duplicates: count("duplicate"), retries: count("retried"), parked: count("parked") };
}
