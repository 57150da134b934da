import { withoutAnnotations } from "./annotations.ts";
import type { Difference } from "./difference.ts";
import { canonical, flatten, type Place } from "./flatten.ts";

/** Reports a removed and an added field of the same shape as one change: a renamed or moved field. */
export function pairMovedFields(differences: readonly Difference[]): readonly Difference[] {
  const pairs = new Map<Difference, Difference>();
  for (const removed of differences.filter(({ kind }) => kind === "removed")) {
    const found = differences.filter((one) => isNew(one) && ![...pairs.values()].includes(one));
    const likely =
      found.find((one) => lastName(one) === lastName(removed)) ??
      found.find((one) => parent(one) === parent(removed));
    const twin = [likely, ...found].find((one) => one && shape(one) === shape(removed));
    if (twin) pairs.set(removed, twin);
  }
  const matched = new Set(pairs.values());
  return differences
    .filter((one) => !matched.has(one))
    .map((removed) => {
      const twin = pairs.get(removed);
      return twin ? asOneChange(removed, twin) : removed;
    });
}

function asOneChange(removed: Difference, twin: Difference): Difference {
  const kind = lastName(removed) === lastName(twin) ? "moved" : "renamed";
  const what = `${removed.path} was ${kind} to ${twin.path}`;
  return {
    ...removed,
    narrower: removed.narrower || twin.narrower,
    wider: removed.wider || twin.wider,
    kind,
    what,
  };
}

const isNew = ({ kind }: Difference) => kind === "added-required" || kind === "added-optional";
const lastName = ({ path }: Difference) => path.slice(path.lastIndexOf("/") + 1);
const parent = ({ path }: Difference) => path.slice(0, path.lastIndexOf("/"));
const shape = ({ field }: Difference) => (field ? shapeOf(field) : "");

/** The field's schema without annotations, as comparable text. */
function shapeOf(place: Place): string {
  return canonical(withoutAnnotations(flatten(place).schema));
}
