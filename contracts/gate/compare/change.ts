/**
 * What a change breaks: event consumers, event producers, HTTP clients, or the start of services on an
 * existing broker.
 */
export type Broken = "consumers" | "producers" | "clients" | "deployments";

/** One contract change and its impact. */
export interface Change {
  readonly file: string;
  /** JSON pointer in the file. */
  readonly pointer: string;
  /** What changed: a sentence without its full stop. */
  readonly what: string;
  /** Empty for a compatible change. */
  readonly breaks: readonly Broken[];
  /** The services or clients that it breaks, or that have to take a manual step. */
  readonly affected: readonly string[];
  /** The effects, one sentence each. */
  readonly consequences: readonly string[];
  /** A compatible alternative; empty for a compatible change. */
  readonly remedy: string;
}

/** The change, or a consequence, if there is one. */
export const when = <One>(isSo: boolean, one: One): readonly One[] => (isSo ? [one] : []);

export const isBreaking = ({ breaks }: Change): boolean => breaks.length > 0;

/** Where a change is: a file, and the JSON pointer in it; without one, the whole file. */
export interface Spot {
  readonly file: string;
  readonly pointer?: string;
}

/** A compatible change, and why it is compatible. */
export const compatible = ({ file, pointer = "" }: Spot, what: string, why: string): Change => ({
  file,
  pointer,
  what,
  breaks: [],
  affected: [],
  consequences: [why],
  remedy: "",
});

/** A change that breaks one kind of party. */
export const breakingFor =
  (whom: Broken) =>
  (
    { file, pointer = "" }: Spot,
    affected: readonly string[],
    { consequence, ...more }: Pick<Change, "what" | "remedy"> & { readonly consequence: string },
  ): Change => ({ file, pointer, breaks: [whom], affected, consequences: [consequence], ...more });

/** "a", "a and b", "a, b and c". */
export function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? "no one";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
