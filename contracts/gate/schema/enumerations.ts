import { createAjv } from "./create-ajv.ts";
import { type Place, same } from "./flatten.ts";
import type { Effect } from "./limits.ts";

/** The values of an enumeration; undefined for a schema without one. */
export function valuesOf({ schema }: Place): readonly unknown[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

/**
 * Compares two schemas, at least one of which is an enumeration: the removed and added values, and the
 * effect.
 */
export function enumerationEffect(
  before: Place,
  after: Place,
): Effect & { removed: unknown[]; added: unknown[] } {
  const [old, newer] = [valuesOf(before), valuesOf(after)];
  const removed = (old ?? []).filter((value) => (newer ? !has(newer, value) : !fits(after, value)));
  const added = (newer ?? []).filter((value) => (old ? !has(old, value) : !fits(before, value)));
  return {
    removed,
    added,
    narrower: old ? removed.length > 0 : true,
    wider: newer ? added.length > 0 : true,
  };
}

const has = (values: readonly unknown[], value: unknown) => values.some((one) => same(one, value));

function fits({ schema, root }: Place, value: unknown): boolean {
  const { definitions, components } = root;
  return createAjv().validate({ ...schema, definitions, components }, value);
}
