import type { Hop } from "#messaging/hops.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { Company } from "../company/company.ts";
import type { Recorder } from "../company/recorder.ts";
import { perService } from "../company/services.ts";
import type { VenueResult } from "../stories/story.ts";
import type { Evidence } from "./invariants.ts";

/** The complete state of an embedded company, now. */
export function evidenceOf(
  { broker, databases }: Company,
  { commits, events }: Recorder,
  provider: Pick<Provider, "ledger">,
  poisoned: Evidence["poisoned"],
): Evidence {
  return {
    databases: perService((name) => databases[name].dump()),
    broker,
    ledger: provider.ledger(),
    commits,
    events: events(),
    poisoned,
  };
}

/** How many duplicates, retries and parked messages there were. */
export function detours(hops: readonly Hop[]): Pick<VenueResult, "duplicates" | "retries" | "parked"> {
  const count = (kind: Hop["kind"]) => hops.filter((hop) => hop.kind === kind).length;
  return { duplicates: count("duplicate"), retries: count("retried"), parked: count("parked") };
}
