import { canDeploy, stepsFor } from "./can-deploy.ts";
import { type Change, inWords, isBreaking } from "./compare/change.ts";
import { compare } from "./compare/compare.ts";
import { baseline, type Home, workTree } from "./release/baseline.ts";
import { treeOf } from "./release/snapshot.ts";
import { annotations, report } from "./report.ts";
import { BadInput } from "./schema/bad-input.ts";

/** 0: nothing breaks. 1: something would. 2: it cannot be judged. */
export type Status = 0 | 1 | 2;

export interface Asked extends Home {
  readonly say: (line: string) => void;
  /** Says breaking changes in GitHub's way too. */
  readonly onGitHub?: boolean;
}

/** `contracts check`: compares the contracts with a released version of them. */
export async function check(asked: Asked, against?: string): Promise<Status> {
  return judged(asked, async () => {
    const after = treeOf(await workTree(asked));
    const before = treeOf(await baseline(asked, against));
    const changes = compare(before, after);
    for (const line of report(changes, before.name)) asked.say(line);
    if (asked.onGitHub) for (const line of annotations(changes)) asked.say(line);
    return changes.some(isBreaking) ? 1 : 0;
  });
}

/** `contracts can-deploy`: whether one service, as it is here, fits all others as they are there. */
export async function mayDeploy(asked: Asked, service: string, beside: string): Promise<Status> {
  return judged(asked, async () => {
    const here = treeOf(await workTree(asked));
    const there = treeOf(await baseline(asked, beside));
    const reasons = canDeploy(service, here, there);
    for (const { what, file, pointer, wayOut } of reasons) {
      asked.say(`NO: ${what}.`);
      asked.say(`    ${file}#${pointer}`);
      asked.say(`    Way out: ${wayOut}`);
      asked.say("");
    }
    for (const { what, consequences } of stepsFor(service, here, there))
      asked.say(`with a step: ${what}. ${consequences.join(" ")}`);
    const who = [...new Set(reasons.flatMap(incompatible))];
    asked.say(
      reasons.length === 0
        ? `yes: ${service} can be deployed beside the others of ${there.name}`
        : `no: ${service} does not fit ${inWords(who)} of ${there.name}`,
    );
    return reasons.length === 0 ? 0 : 1;
  });
}

/** What a service does not fit: the broker as the definitions of before left it, or other services. */
const incompatible = ({ breaks, who }: Change) => (breaks.includes("deployments") ? ["the broker"] : who);

/** Answers bad input with its sentences, and status 2. */
export async function judged({ say }: Asked, work: () => Promise<Status>): Promise<Status> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    for (const sentence of error.sentences) say(sentence);
    return 2;
  }
}
