import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import type { Place } from "../schema/flatten.ts";
import { breakingFor, type Change, compatible, type Spot } from "./change.ts";

export const stillAccepted = "The requests that clients send are still accepted.";

// Clients write requests: a request that is now rejected, or a field that is now ignored, breaks them.
export function requestChanges(was: Place, is: Place, label: string, clients: string): readonly Change[] {
  return differences(was, is).map((one) => {
    const { pointer, narrower, kind, meaning, what } = one;
    const removed = kind === "removed" || kind === "renamed" || kind === "moved";
    if (!narrower && !meaning && !removed)
      return compatible({ ...is, pointer }, `${label}: ${what}`, stillAccepted);
    return breaking({ ...is, pointer }, clients, `${label}: ${what}`);
  });
}

// Clients read responses: a value that was not possible before breaks them.
export function responseChange(
  { pointer, wider, meaning, what, kind }: Difference,
  { file }: Place,
  label: string,
  clients: string,
): Change {
  const ignored = kind === "added-optional" || kind === "added-required" || kind === "opened";
  if ((!wider || ignored) && !meaning)
    return compatible({ file, pointer }, `${label}: ${what}`, "Clients ignore unknown fields.");
  return breaking({ file, pointer }, clients, `${label}: ${what}`);
}

export const breaking = (at: Spot, clients: string, what: string): Change =>
  breakingFor("clients")(at, [clients], {
    what,
    consequence: "Mobile apps stay in use until their owners update them.",
    remedy:
      "Keep what exists, and add an optional field, an optional parameter or a new path next to it; remove the old one when no client uses it.",
  });
