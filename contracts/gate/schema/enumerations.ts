import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Place } from "./flatten.ts";
import { same } from "./flatten.ts";
import type { Effect } from "./limits.ts";
import { formats } from "./vocabulary.ts";

/** The values of an enumeration; undefined where any value may come. */
export function valuesOf({ schema }: Place): readonly unknown[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

/** Two schemas of which at least one enumerates its values: what went, what came, and what follows. */
export function finiteEffect(before: Place, after: Place): Effect & { gone: unknown[]; come: unknown[] } {
  const [old, young] = [valuesOf(before), valuesOf(after)];
  const gone = (old ?? []).filter((value) => (young ? !has(young, value) : !fits(after, value)));
  const come = (young ?? []).filter((value) => (old ? !has(old, value) : !fits(before, value)));
  return {
    gone,
    come,
    narrower: old ? gone.length > 0 : true,
    wider: young ? come.length > 0 : true,
  };
}

const has = (values: readonly unknown[], value: unknown) => values.some((one) => same(one, value));

function fits({ schema, root }: Place, value: unknown): boolean {
  const ajv = new Ajv({ strict: false, logger: false });
  addFormats.default(ajv, [...formats]);
  const { definitions, components } = root;
  return ajv.validate({ ...schema, definitions, components }, value);
}
