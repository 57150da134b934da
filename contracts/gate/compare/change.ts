/** What a change breaks: consumers of events, their producers, clients of HTTP APIs, or services that start at a broker that runs. */
export type Broken = "consumers" | "producers" | "clients" | "deployments";

/** One change of the contracts, judged. */
export interface Change {
  readonly file: string;
  /** JSON pointer in the file. */
  readonly pointer: string;
  /** What changed, in plain words. */
  readonly what: string;
  /** Empty: nobody; the change is compatible. */
  readonly breaks: readonly Broken[];
  /** The services that it breaks, by name. */
  readonly who: readonly string[];
  /** What becomes of them, one sentence each. */
  readonly consequences: readonly string[];
  /** What to do instead; empty for a compatible change. */
  readonly wayOut: string;
}

export const isBreaking = ({ breaks }: Change): boolean => breaks.length > 0;

/** A change that nobody has to know of. */
export const harmless = (file: string, pointer: string, what: string, why: string): Change => ({
  file,
  pointer,
  what,
  breaks: [],
  who: [],
  consequences: [why],
  wayOut: "",
});

/** "a", "a and b", "a, b and c". */
export function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "nobody";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
