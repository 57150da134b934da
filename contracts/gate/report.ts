import { type Change, isBreaking, joinNames } from "./compare/change.ts";

/** The report for people. Breaking changes come last, where the reader of a terminal looks first. */
export function report(changes: readonly Change[], baseline: string): readonly string[] {
  const compatible = changes.filter((one) => !isBreaking(one));
  const breaking = changes.filter(isBreaking);
  return [
    ...compatible.flatMap(({ file, pointer, what, consequences }) => [
      `compatible: ${what}.`,
      `    ${file}#${pointer}`,
      ...consequences.map((one) => `    ${one}`),
      "",
    ]),
    ...breaking.flatMap((change) => [
      `BREAKS ${joinNames(change.breaks).toUpperCase()}: ${change.what}.`,
      `    ${change.file}#${change.pointer}`,
      `    Affected: ${joinNames(change.affected)}.`,
      ...change.consequences.map((one) => `    ${one}`),
      `    Remedy: ${change.remedy}`,
      "",
    ]),
    summary(compatible.length, breaking, baseline),
  ];
}

function summary(compatible: number, breaking: readonly Change[], baseline: string): string {
  if (compatible + breaking.length === 0) return `contracts: no changes since ${baseline}`;
  const counted = `contracts: ${compatible} compatible and ${breaking.length} breaking changes since ${baseline}`;
  const affected = [...new Set(breaking.flatMap((one) => one.affected))];
  return affected.length > 0 ? `${counted}; affected: ${joinNames(affected)}` : counted;
}

/** Breaking changes as GitHub annotations: a pull request shows each one next to the changed file. */
export function annotations(changes: readonly Change[]): readonly string[] {
  return changes.filter(isBreaking).map(({ file, what, affected, remedy }) => {
    const text = `${what}. Affected: ${joinNames(affected)}. Remedy: ${remedy}`;
    return `::error file=${property(file)},title=${property("Breaking contract change")}::${message(text)}`;
  });
}

const message = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
