import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { compare } from "../../gate/compare/compare.ts";
import { snapshotOf } from "../../gate/release/snapshot.ts";
import { equalExceptAnnotations } from "../../gate/schema/annotations.ts";
import { BadInput } from "../../gate/schema/bad-input.ts";
import { formats } from "../../gate/schema/keywords.ts";
import type { Json } from "../../generator/contracts.ts";
import type { Random } from "./random.ts";
import { isListed, poolOf, valueFor } from "./witnesses.ts";

/** The gate's report on two versions of one event. */
export type Verdict =
  | { readonly refused: readonly string[] }
  | {
      readonly refused?: undefined;
      /** It breaks producers: something is no longer allowed. */
      readonly narrower: boolean;
      /** It breaks consumers: something new is allowed. */
      readonly wider: boolean;
      readonly silent: boolean;
    };

export type Gate = (before: Json, after: Json) => Verdict;

const around = [
  ["envelope.json", '{ "type": "object" }'],
  ["generated/topology.json", '{ "exchanges": [], "queues": [], "bindings": [] }'],
] as const;
const path = "events/kitchen/drawn.v1.json";

const treeWith = (schema: Json) =>
  snapshotOf({ name: "drawn", prefix: "", texts: new Map([...around, [path, JSON.stringify(schema)]]) });

/** The real gate: both schemas go through every step that a file goes through. */
export const theGate: Gate = (before, after) => {
  try {
    const changes = compare(treeWith(before), treeWith(after));
    const broken = changes.flatMap(({ breaks }) => breaks);
    return {
      narrower: broken.includes("producers"),
      wider: broken.includes("consumers"),
      silent: changes.length === 0,
    };
  } catch (error) {
    if (error instanceof BadInput) return { refused: error.sentences };
    throw error;
  }
};

/** What a result overlooks. */
export interface Overlooked {
  readonly what: "fits no longer" | "did not fit before" | "silent";
  readonly message?: unknown;
}

const attempts = 40;

/**
 * Checks the gate's report with ajv: random messages that are valid for one schema must be valid for the
 * other, unless the gate reports that the change breaks producers or consumers. If the texts differ at all, it
 * must report something.
 */
export function overlooked(
  random: Random,
  before: Json,
  after: Json,
  verdict: Verdict,
): Overlooked | undefined {
  if (verdict.refused) return undefined;
  if (verdict.silent && !equalExceptAnnotations(before, after, "schema")) return { what: "silent" };
  if (verdict.narrower && verdict.wider) return undefined;
  const [old, newer] = [validator(before), validator(after)];
  if (!old || !newer) return undefined;
  const now = verdict.narrower ? undefined : oneSided(random, [before, old], [after, newer]);
  if (now) return { what: "fits no longer", ...now };
  const then = verdict.wider ? undefined : oneSided(random, [after, newer], [before, old]);
  return then ? { what: "did not fit before", ...then } : undefined;
}

type Side = readonly [schema: Json, fits: ValidateFunction];

/** A message, of listed fields only, that one schema accepts and the other refuses. */
function oneSided(
  random: Random,
  [writes, fits]: Side,
  [reads, fitsToo]: Side,
): { readonly message: unknown } | undefined {
  const pool = poolOf([writes, reads]);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const message = valueFor(random, writes, writes, pool);
    if (!fitsToo(message) && fits(message) && isListed(message, writes, writes)) return { message };
  }
  return undefined;
}

let ajv = fresh();
let compiled = 0;

function fresh(): Ajv {
  const one = new Ajv({ strict: false, logger: false, validateSchema: false });
  addFormats.default(one, [...formats]);
  return one;
}

/** Undefined if ajv cannot compile it. */
function validator({ $id, ...schema }: Json): ValidateFunction | undefined {
  compiled += 1;
  if (compiled % 500 === 0) ajv = fresh();
  try {
    return ajv.compile(schema);
  } catch {
    return undefined;
  }
}
