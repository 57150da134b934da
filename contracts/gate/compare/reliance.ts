import { asObject } from "../../generator/contracts.ts";
import type { Expectation } from "../release/snapshot.ts";
import { fieldOf, flatten, itemsOf, type Place, wholeFile } from "../schema/flatten.ts";

/**
 * The consumers that declare that they rely on this part of an event, or on something within it; and what each needs
 * it for, the description in its expectation.
 */
export function reliantsOn(expectations: readonly Expectation[], type: string, path: string) {
  const found = expectations
    .filter((one) => one.type === type)
    .flatMap((expectation) => {
      const place = path
        .split("/")
        .slice(1)
        .reduce<Place | undefined>((at, name) => (at ? within(at, name) : at), wholeFile(expectation));
      if (!place || !path) return [];
      return [{ consumer: expectation.consumer, why: String(flatten(place).schema.description ?? "") }];
    });
  return found.filter(({ consumer }, at) => found.findIndex((one) => one.consumer === consumer) === at);
}

/** The fields that a consumer relies on, and why: `/items/each/dishId`. */
export const fieldsReliedOn = (expectation: Pick<Expectation, "file" | "schema">) =>
  leaves(wholeFile(expectation));

function leaves(place: Place): readonly (readonly [path: string, why: string])[] {
  const flat = flatten(place);
  const names = Object.keys(asObject(flat.schema.properties));
  const inside = [...names.map((name) => fieldOf(flat, name)), itemsOf(flat)].filter(
    (one) => one !== undefined,
  );
  if (inside.length === 0) return [[flat.path, String(flat.schema.description ?? "")]];
  return inside.flatMap(leaves);
}

function within(place: Place, name: string): Place | undefined {
  const flat = flatten(place);
  return name === "each" && flat.schema.items
    ? itemsOf(flat)
    : fieldOf(flat, name.replaceAll("~1", "/").replaceAll("~0", "~"));
}
