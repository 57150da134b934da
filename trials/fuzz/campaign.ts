import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import { services } from "#contracts/hears.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { judgeOf } from "./judge-message.ts";
import { type Finding, round } from "./rounds.ts";
import { apiOf, inboxOf } from "./targets.ts";

export interface CampaignOptions {
  /** The minimum number of messages to all inboxes, and of requests to all APIs. */
  readonly messages: number;
  readonly requests: number;
  /** The seed of the first round per target; later rounds count up from it. */
  readonly seed: number;
  /** The only target, such as "payments.inbox". @default all */
  readonly only?: string | undefined;
  /** Called after each round. */
  readonly progress?: (done: Tally) => void;
}

/** The number of cases, and their outcomes. */
export interface Tally {
  readonly messages: number;
  readonly requests: number;
  readonly results: Readonly<Record<string, number>>;
}

/** Sends unexpected messages and requests to every inbox and API, until there are enough or one reveals a failure. */
export async function campaign(
  options: CampaignOptions,
): Promise<Tally & { readonly finding: Finding | undefined }> {
  const { only, progress = () => {} } = options;
  const tree = await currentContracts();
  const results: Record<string, number> = {};
  const done = { messages: 0, requests: 0, results };
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
          results[what] = (results[what] ?? 0) + 1;
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
  round(seed: number, onResult: (what: string) => void): Promise<Finding | undefined>;
}

const targetsOf = (kind: "messages" | "requests", tree: Snapshot): readonly Rounds[] => {
  const judge = judgeOf(tree);
  return services.map((name): Rounds => {
    if (kind === "messages") {
      const inbox = inboxOf(name, { tree, judge });
      return { name: inbox.name, round: (seed, onResult) => round(inbox, seed, onResult) };
    }
    const api = apiOf(name, { tree });
    return { name: api.name, round: (seed, onResult) => round(api, seed, onResult) };
  });
};

/** Reports a finding, with the command to reproduce it. */
export const linesFor = ({ target, seed, complaints }: Finding): readonly string[] => [
  `✗ ${target}, seed ${seed}:`,
  ...complaints.slice(0, 5).map((complaint) => `  ${complaint}`),
  `  reproduce: npm run fuzz -- --only ${target} --seed ${seed} --messages 1 --requests 1`,
];
