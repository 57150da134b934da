import { deploymentConflicts, deploymentSteps } from "./can-deploy.ts";
import { type Change, isBreaking, joinNames } from "./compare/change.ts";
import { compare } from "./compare/compare.ts";
import { baseline, type ContractsLocation, workTree } from "./release/baseline.ts";
import { snapshotOf } from "./release/snapshot.ts";
import { annotations, report } from "./report.ts";
import { BadInput } from "./schema/bad-input.ts";

/** The exit status. 0: compatible. 1: breaking. 2: invalid input. */
export type Status = 0 | 1 | 2;

export interface GateOptions extends ContractsLocation {
  readonly print: (line: string) => void;
  /** Also prints breaking changes as GitHub annotations. */
  readonly onGitHub?: boolean;
}

/** `contracts check`: compares the contracts with a release. */
export async function check(options: GateOptions, against?: string): Promise<Status> {
  return reportingBadInput(options, async () => {
    const after = snapshotOf(await workTree(options));
    const before = snapshotOf(await baseline(options, against));
    const changes = compare(before, after);
    for (const line of report(changes, before.name)) options.print(line);
    if (options.onGitHub) for (const line of annotations(changes)) options.print(line);
    return changes.some(isBreaking) ? 1 : 0;
  });
}

/** `contracts can-deploy`: whether this version of one service works with another version of all others. */
export async function canDeploy(options: GateOptions, service: string, other: string): Promise<Status> {
  return reportingBadInput(options, async () => {
    const here = snapshotOf(await workTree(options));
    const there = snapshotOf(await baseline(options, other));
    const reasons = deploymentConflicts(service, here, there);
    for (const { what, file, pointer, remedy } of reasons) {
      options.print(`CONFLICT: ${what}.`);
      options.print(`    ${file}#${pointer}`);
      options.print(`    Remedy: ${remedy}`);
      options.print("");
    }
    for (const { what, consequences } of deploymentSteps(service, here, there))
      options.print(`manual step: ${what}. ${consequences.join(" ")}`);
    const affected = [...new Set(reasons.flatMap(incompatible))];
    options.print(
      reasons.length === 0
        ? `yes: ${service} can be deployed next to ${there.name}`
        : `no: ${service} is incompatible with ${joinNames(affected)} of ${there.name}`,
    );
    return reasons.length === 0 ? 0 : 1;
  });
}

/**
 * What the service is incompatible with: the broker, as configured by the other version, or other services.
 */
const incompatible = ({ breaks, affected }: Change) =>
  breaks.includes("deployments") ? ["the broker"] : affected;

/** Reports bad input and returns status 2. */
export async function reportingBadInput(
  { print }: GateOptions,
  work: () => Promise<Status>,
): Promise<Status> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    for (const sentence of error.sentences) print(sentence);
    return 2;
  }
}
