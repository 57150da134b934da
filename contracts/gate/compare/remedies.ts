import type { Kind } from "../schema/difference.ts";

/** What to do instead of each kind of breaking change to an event; the next version is the way that is always open. */
export function wayOut(kind: Kind, type: string): string {
  return `${ways[kind]} ${newVersion(type)}`;
}

/** A new version beside the old one. */
export function newVersion(type: string): string {
  const next = type.replace(/\d+$/, (version) => String(Number(version) + 1));
  return `New version: leave ${type} as it was, add ${next}, and publish both until nobody hears the old one.`;
}

const restore = "Keep the field as it was";

const ways: Readonly<Record<Kind, string>> = {
  removed: `${restore}, and go on filling it.`,
  renamed: `${restore}, and add the new name beside it as an optional field.`,
  moved: `${restore}, and add the new place beside it as an optional field.`,
  "added-required": "Optional field: make it optional; producers may still always fill it.",
  "added-optional": "Leave the object as it was, and add the field beside it.",
  "made-required": "Optional field: leave it optional in the schema; producers may still always fill it.",
  "made-optional": `${restore}: required. If it has no value any more, that is another event.`,
  closed: "Leave it open: readers are tolerant, and the next optional field must fit.",
  opened: `${restore}: those who know it refuse what they do not know.`,
  type: `${restore}, and add an optional field of the new type under a new name.`,
  values: "New event: if a new thing can happen, say it with an event of its own; keep the list as it was.",
  limit: "Keep the limit as it was; the code of the producer may be stricter than the schema.",
  meaning:
    "Optional field: add one whose name says the new unit, and go on filling the old one in the old unit.",
};
