import { withoutWords } from "./annotations.ts";
import type { Difference } from "./difference.ts";
import { canonical, flatten, type Place } from "./flatten.ts";

/** A field that went, and one of the same shape that came: one change, a field renamed or moved. */
export function foundAgain(differences: readonly Difference[]): readonly Difference[] {
  const pairs = new Map<Difference, Difference>();
  for (const gone of differences.filter(({ kind }) => kind === "removed")) {
    const found = differences.filter((one) => isNew(one) && ![...pairs.values()].includes(one));
    const again =
      found.find((one) => lastName(one) === lastName(gone)) ??
      found.find((one) => parent(one) === parent(gone));
    const twin = [again, ...found].find((one) => one && shape(one) === shape(gone));
    if (twin) pairs.set(gone, twin);
  }
  const came = new Set(pairs.values());
  return differences
    .filter((one) => !came.has(one))
    .map((gone) => {
      const twin = pairs.get(gone);
      return twin ? movedOrRenamed(gone, twin) : gone;
    });
}

function movedOrRenamed(gone: Difference, twin: Difference): Difference {
  const kind = lastName(gone) === lastName(twin) ? "moved" : "renamed";
  const what = `${gone.path} was ${kind} to ${twin.path}: nothing is left under the old name`;
  return {
    ...gone,
    narrower: gone.narrower || twin.narrower,
    wider: gone.wider || twin.wider,
    kind,
    what,
  };
}

const isNew = ({ kind }: Difference) => kind === "added-required" || kind === "added-optional";
const lastName = ({ path }: Difference) => path.slice(path.lastIndexOf("/") + 1);
const parent = ({ path }: Difference) => path.slice(0, path.lastIndexOf("/"));
const shape = ({ field }: Difference) => (field ? shapeOf(field) : "");

/** What a field allows, without its words. */
function shapeOf(place: Place): string {
  return canonical(withoutWords(flatten(place).schema, "schema"));
}
