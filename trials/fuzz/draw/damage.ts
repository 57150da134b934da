import fc from "fast-check";
import { fieldOf, flatten, itemsOf, type Place } from "#contracts/gate/schema/flatten.ts";
import { isJson, type Json } from "#contracts/generator/contracts.ts";
import { hostileJson, hostileText } from "./hostile.ts";

/** One change to one place of a value. */
export type Damage =
  | { readonly at: number; readonly how: "removed" | "doubled" }
  | { readonly at: number; readonly how: "replaced"; readonly by: unknown }
  /** Just outside the schema: one too many, one too few, not in the enum. */
  | { readonly at: number; readonly how: "stretched"; readonly which: number }
  | { readonly at: number; readonly how: "extended"; readonly name: string; readonly by: unknown };

/** Any damage, anywhere. */
export function anyDamage(): fc.Arbitrary<Damage> {
  const at = fc.nat(400);
  return fc.oneof(
    fc.record({ at, how: fc.constantFrom("removed" as const, "doubled" as const) }),
    fc.record({ at, how: fc.constant("replaced" as const), by: hostileJson() }),
    fc.record({ at, how: fc.constant("stretched" as const), which: fc.nat(10) }),
    fc.record({ at, how: fc.constant("extended" as const), name: hostileText(), by: hostileJson() }),
  );
}

/** A place in a value: its path, and its schema if there is one. */
interface Spot {
  readonly path: readonly (string | number)[];
  readonly place: Place | undefined;
}

/** Applies the damage to the value. It is deterministic. */
export function damaged(value: unknown, damage: Damage, schema: Place): unknown {
  const spots = spotsIn(value, schema);
  const { path, place } = spots[damage.at % spots.length] ?? { path: [], place: undefined };
  return changedAt(value, path, (found) => done(found, damage, place));
}

const removed = Symbol("removed");

function done(found: unknown, damage: Damage, place: Place | undefined): unknown {
  switch (damage.how) {
    case "removed":
      return removed;
    case "doubled":
      return [found, found];
    case "replaced":
      return damage.by;
    case "stretched": {
      const beyond = place ? beyondOf(found, place.schema) : [];
      return beyond.length > 0 ? beyond[damage.which % beyond.length] : [found];
    }
    case "extended":
      if (Array.isArray(found)) return [...found, damage.by];
      return isJson(found) ? withField(found, damage.name, damage.by) : { [damage.name]: damage.by };
  }
}

/** Supports a field named `__proto__`, as JSON.parse creates it. */
const withField = (value: Json, name: string, by: unknown): Json =>
  Object.defineProperty({ ...value }, name, { value: by, enumerable: true });

function beyondOf(found: unknown, schema: Json): readonly unknown[] {
  const limit = (name: string) => (typeof schema[name] === "number" ? [schema[name]] : []);
  const text = typeof found === "string" ? found : "";
  const list = Array.isArray(found) ? found : [];
  const number = typeof found === "number" ? found : 0;
  return [
    ...(Array.isArray(schema.enum) ? [`${text}x`, text.toUpperCase()] : []),
    ...limit("minimum").map((least) => least - 1),
    ...limit("maximum").map((most) => most + 1),
    ...limit("maxLength").flatMap((most) => [text.padEnd(most + 1, text || "a"), "🍕".repeat(most + 1)]),
    ...limit("minLength").map((least) => text.slice(0, Math.max(0, least - 1))),
    ...limit("maxItems").map((most) => Array.from({ length: most + 1 }, () => list[0] ?? null)),
    ...limit("minItems").map((least) => list.slice(0, Math.max(0, least - 1))),
    ...(schema.pattern === undefined ? [] : [`${text}\n`, ` ${text}`, `${text}é`]),
    ...(schema.format === undefined ? [] : [`${text}0`, text.slice(1)]),
    ...(schema.type === "integer" ? [number + 0.5, `${number}`] : []),
    ...(schema.type === "boolean" ? [`${found === true}`, Number(found === true)] : []),
  ];
}

function spotsIn(value: unknown, schema: Place | undefined, path: Spot["path"] = []): readonly Spot[] {
  const place = schema && flatten(schema);
  const here = { path, place };
  if (Array.isArray(value)) {
    const items = place && itemsOf(place);
    return [here, ...value.flatMap((one, at) => spotsIn(one, items, [...path, at]))];
  }
  if (!isJson(value)) return [here];
  const fields = Object.entries(value);
  return [
    here,
    ...fields.flatMap(([name, one]) => spotsIn(one, place && fieldOf(place, name), [...path, name])),
  ];
}

function changedAt(
  value: unknown,
  [next, ...rest]: Spot["path"],
  change: (found: unknown) => unknown,
): unknown {
  if (next === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => (at === next ? kept(changedAt(one, rest, change)) : [one]));
  }
  if (!isJson(value)) return value;
  return Object.entries(value).reduce<Json>((whole, [name, one]) => {
    const [now] = name === next ? kept(changedAt(one, rest, change)) : [one];
    return name === next && now === undefined ? whole : withField(whole, name, now);
  }, {});
}

const kept = (value: unknown): readonly unknown[] => (value === removed ? [] : [value]);
