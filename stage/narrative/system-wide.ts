import type { Entry } from "./entry.ts";

const kinds: ReadonlySet<Entry["kind"]> = new Set([
  "arming",
  "killed",
  "started",
  "away",
  "back",
  "doubling",
  "delaying",
  "poisoned",
  "guarantee",
]);

/** Whether an entry is about the system, and so about every order: a fault begins or ends, a guarantee is switched. */
export const isSystemWide = ({ kind }: Entry): boolean => kinds.has(kind);
