import type { Kind } from "../schema/difference.ts";

/** The remedy for each kind of breaking change to an event. A new version is always one. */
export function remedyFor(kind: Kind, type: string): string {
  return `${remedies[kind]} ${newVersion(type)}`;
}

/** The remedy that always works: a new version next to the old one. */
export function newVersion(type: string): string {
  const next = type.replace(/\d+$/, (version) => String(Number(version) + 1));
  return `Or add a new version: keep ${type} unchanged, add ${next}, and publish both until no service consumes the old one.`;
}

const restore = "Keep the field unchanged";

const remedies: Readonly<Record<Kind, string>> = {
  removed: `${restore} and keep populating it.`,
  renamed: `${restore}, and add an optional field with the new name.`,
  moved: `${restore}, and add an optional field at the new location.`,
  "added-required": "Make the field optional; producers may still always populate it.",
  "added-optional": "Keep the object unchanged, and add the field next to it.",
  "made-required": "Keep the field optional in the schema; producers may still always populate it.",
  "made-optional": `Keep the field required. If there are cases without a value, publish a different event for them.`,
  closed:
    "Keep allowing unlisted fields: consumers are tolerant readers, and the next optional field must be accepted.",
  opened: `Keep rejecting unlisted fields: existing consumers reject them too.`,
  type: `${restore}, and add an optional field with a new name and the new type.`,
  values: "Keep the list of values unchanged; if something new can happen, publish a new event for it.",
  limit: "Keep the limit unchanged; the producer's code may be stricter than the schema.",
  meaning:
    "Add an optional field whose name states the new unit, and keep populating the old one in the old unit.",
};
