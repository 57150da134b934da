import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import { services } from "#contracts/hears.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { judgeOf } from "./judge-message.ts";
import { type Finding, round } from "./rounds.ts";
import { apiOf, inboxOf } from "./targets.ts";

export interface CampaignOptions {
  /** How many messages, to all inboxes together; and how many requests, to all APIs together. At least. */
  readonly messages: number;
  readonly requests: number;
  /** Of the first round with each; those after it count on. */
  readonly seed: number;
  /** Nothing but this: "payments.inbox". */
  readonly only?: string | undefined;
  /** Told after each round. */
  readonly progress?: (done: Tally) => void;
}

/** How many cases there were, and what became of them. */
export interface Tally {
  readonly messages: number;
  readonly requests: number;
  readonly became: Readonly<Record<string, number>>;
}

/** Tells every inbox and asks every API what nobody should, until it was enough or something is wrong. */
export async function campaign(
  options: CampaignOptions,
): Promise<Tally & { readonly finding: Finding | undefined }> {
  const { only, progress = () => {} } = options;
  const tree = await currentContracts();
  const became: Record<string, number> = {};
  const done = { messages: 0, requests: 0, became };
  for (const kind of ["messages", "requests"] as const) {
    const targets = targetsOf(kind, tree).filter(({ name }) => only === undefined || name === only);
    const enough = options[kind] / targets.length;
    const cases = new Map(targets.map((target) => [target, 0]));
    for (let seed = options.seed; ; seed += 1) {
      const left = targets.filter((target) => (cases.get(target) ?? 0) < enough);
      if (left.length === 0) break;
      for (const target of left) {
        const finding = await target.round(seed, (what) => {
          cases.set(target, (cases.get(target) ?? 0) + 1);
          done[kind] += 1;
          became[what] = (became[what] ?? 0) + 1;
        });
        progress(done);
        if (finding) return { ...done, finding };
      }
    }
  }
  return { ...done, finding: undefined };
}

interface Rounds {
  readonly name: string;
  round(seed: number, tell: (what: string) => void): Promise<Finding | undefined>;
}

const targetsOf = (kind: "messages" | "requests", tree: Snapshot): readonly Rounds[] => {
  const judge = judgeOf(tree);
  return services.map((name): Rounds => {
    if (kind === "messages") {
      const inbox = inboxOf(name, { tree, judge });
      return { name: inbox.name, round: (seed, tell) => round(inbox, seed, tell) };
    }
    const api = apiOf(name, { tree });
    return { name: api.name, round: (seed, tell) => round(api, seed, tell) };
  });
};

/** What was found, told so that somebody can work on it. */
export const linesAbout = ({ target, seed, complaints }: Finding): readonly string[] => [
  `✗ ${target}, seed ${seed}:`,
  ...complaints.slice(0, 5).map((complaint) => `  ${complaint}`),
  `  again: npm run fuzz -- --only ${target} --seed ${seed} --messages 1 --requests 1`,
];
