import type { Entry } from "./narrative/entry.ts";
import type { NarrativeLog } from "./narrative/log.ts";
import { breachOf, orderIn } from "./page/model/promises/breach.ts";
import { promisesAt } from "./page/model/promises/promises.ts";
import { asksFor } from "./page/model/timeline/hops-of.ts";

/** How a harm came about. */
interface WayToHarm {
  /** Those of the services that did it. */
  readonly steps: ReadonlySet<Entry>;
  /** Those of the steps that did the harm. */
  readonly harms: ReadonlySet<Entry>;
}

/**
 * Finds in a finished story how its customers were harmed, as the page finds it: for each breach of a promise that a person feels, the
 * step that did the harm, and what the same service had done on the way there.
 *
 * @param isFollowed whether an order is told
 */
export function wayToHarm(log: NarrativeLog, isFollowed: (orderId: string) => boolean): WayToHarm {
  const state = log.stateAt(log.end);
  const steps = new Set<Entry>();
  const harms = new Set<Entry>();
  for (const promise of promisesAt(log, state, true)) {
    if (promise.is !== "broken") continue;
    for (const violation of promise.violations.flatMap(oneByOne)) {
      const orderId = orderIn(log, state, violation);
      if (orderId === undefined || !isFollowed(orderId)) continue;
      const { isFelt, path } = breachOf(log, state, { ...promise, violations: [violation] }, true);
      if (!isFelt && !isBuiltOnNothing(violation)) continue;
      const way = path.flatMap((at) => log.entry(at) ?? []);
      const harm = way.at(-1);
      if (!harm) continue;
      for (const step of way) if (serviceOf(step) === serviceOf(harm)) steps.add(step);
      for (const step of [harm, ...mailsOf(log, harm)]) harms.add(step);
    }
  }
  return { harms, steps: new Set([...steps, ...harms]) };
}

/** The service that took a step, or had the world outside take it. */
function serviceOf(step: Entry): string | undefined {
  if (step.kind === "mail") return "notifications";
  if (step.kind === "charge" || step.kind === "refund") return "payments";
  return "service" in step ? step.service : undefined;
}

/** `order … was cancelled before payment, and yet charged, cooked` as a violation for each: different services did them. */
function oneByOne(violation: string): readonly string[] {
  const [, order, acts] = /^(order \S+ was cancelled before payment, and yet )(.+)$/.exec(violation) ?? [];
  return order !== undefined && acts !== undefined ? acts.split(", ").map((act) => order + act) : [violation];
}

/** Whether a service acted on what never happened. */
const isBuiltOnNothing = (violation: string): boolean => /^\S+ handled .* never committed$/.test(violation);

/** The mails that a step asked for: it is told when they reach the mailbox. */
const mailsOf = ({ entries }: NarrativeLog, step: Entry): readonly Entry[] =>
  entries.filter((one) => one.kind === "mail" && asksFor(step, one.mail));
