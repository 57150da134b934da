import type { Json } from "../../../generator/contracts.ts";
import { canonical, escaped, same } from "../../schema/flatten.ts";
import { breakingFor, type Change, compatible, type Spot } from "../change.ts";

export const loadFirst =
  "Load the definitions into the broker before you start the new version; no other step is needed.";

/** What changed in the fields of an object, each with its position. */
export function changedFields(was: Json, is: Json, at: string) {
  const fields = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...fields]
    .filter((field) => !same(was[field], is[field]))
    .map((field) => ({
      pointer: `${at}/${escaped(field)}`,
      what: changed(field, was[field], is[field]),
      field,
    }));
}

function changed(field: string, was: unknown, is: unknown): string {
  if (was === undefined) return `${field} was not set and is now ${canonical(is)}`;
  if (is === undefined) return `${field} was ${canonical(was)} and is no longer set`;
  return `${field} was ${canonical(was)} and is now ${canonical(is)}`;
}

/** A change that is compatible once the operator has taken one step. */
export const compatibleWithStep = (
  at: Spot,
  affected: readonly string[],
  what: string,
  step: string,
): Change => ({ ...compatible(at, what, step), affected });

/** A change with which services do not start, or miss messages, on a broker as it is. */
export const breaking = breakingFor("deployments");

/** The role of a queue, by its name. */
export function roleOf(queue: string): "inbox" | "parked" | "retry" | "queue" {
  const [, role = ""] = queue.split(".");
  return role === "inbox" || role === "parked" || role === "retry" ? role : "queue";
}
