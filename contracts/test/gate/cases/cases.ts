import { requestCases, responseCases, surfaceCases } from "./api-cases.ts";
import { type Case, eventCases } from "./event-cases.ts";
import { fieldCases } from "./field-cases.ts";
import { topologyCases } from "./topology-cases.ts";
import { limitCases, refCases, typeCases } from "./value-cases.ts";

/** The changes with a known correct result, in groups. */
export const groups: readonly (readonly [string, readonly Case[]])[] = [
  ["fields", fieldCases],
  ["types and words", typeCases],
  ["limits", limitCases],
  ["$ref", refCases],
  ["events, envelope and consumers", eventCases],
  ["topology", topologyCases],
  ["HTTP requests", requestCases],
  ["HTTP answers", responseCases],
  ["HTTP surface", surfaceCases],
];

/** The most severe result in a report of the gate. */
export function verdictOf(lines: readonly string[]): string {
  const verdicts = lines.flatMap((line) => line.match(/^(compatible|BREAKS [A-Z ,]+):/)?.[1] ?? []);
  const broken = new Set(
    verdicts
      .filter((one) => one !== "compatible")
      .flatMap((one) => one.replace("BREAKS ", "").split(/ AND |, /)),
  );
  if (broken.size > 0) return `BREAKS ${[...broken].sort().join(" AND ")}`;
  return verdicts.length > 0 ? "compatible" : "nothing";
}
