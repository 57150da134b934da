import { type Change, inWords, isBreaking } from "./compare/change.ts";

/** The changes in plain words, for people: the breaking ones last, where a terminal ends. */
export function report(changes: readonly Change[], baseline: string): readonly string[] {
  const harmless = changes.filter((one) => !isBreaking(one));
  const breaking = changes.filter(isBreaking);
  return [
    ...harmless.flatMap(({ file, pointer, what, consequences }) => [
      `compatible: ${what}.`,
      `    ${file}#${pointer}`,
      ...consequences.map((one) => `    ${one}`),
      "",
    ]),
    ...breaking.flatMap((change) => [
      `BREAKS ${inWords(change.breaks).toUpperCase()}: ${change.what}.`,
      `    ${change.file}#${change.pointer}`,
      `    Who: ${inWords(change.who)}.`,
      ...change.consequences.map((one) => `    ${one}`),
      `    Way out: ${change.wayOut}`,
      "",
    ]),
    summary(harmless.length, breaking, baseline),
  ];
}

function summary(harmless: number, breaking: readonly Change[], baseline: string): string {
  if (harmless + breaking.length === 0) return `contracts: nothing changed since ${baseline}`;
  const counted = `contracts: since ${baseline}, ${harmless} compatible and ${breaking.length} breaking changes`;
  const who = [...new Set(breaking.flatMap((one) => one.who))];
  return who.length > 0 ? `${counted}; they would break ${inWords(who)}` : counted;
}

/** The breaking changes as annotations of GitHub's: they show at the file's place in a pull request. */
export function annotations(changes: readonly Change[]): readonly string[] {
  return changes.filter(isBreaking).map(({ file, what, who, wayOut }) => {
    const text = `${what}. It would break ${inWords(who)}. Way out: ${wayOut}`;
    return `::error file=${property(file)},title=${property("Breaking change of a contract")}::${message(text)}`;
  });
}

const message = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string) => message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
