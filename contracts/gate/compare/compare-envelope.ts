import type { Tree } from "../release/snapshot.ts";
import { differences } from "../schema/differences.ts";
import { wholeFile } from "../schema/flatten.ts";
import { type Broken, type Change, harmless } from "./change.ts";

/** What changed around every event: it concerns everybody who hears or says anything. */
export function compareEnvelope(before: Tree, after: Tree): readonly Change[] {
  const everybody = [
    ...new Set([...before.hears.keys(), ...before.expectations.map(({ consumer }) => consumer)]),
  ];
  const { file } = after.envelope;
  return differences(
    wholeFile(before.envelope.file, before.envelope.schema),
    wholeFile(file, after.envelope.schema),
  ).map(({ what, pointer, narrower, wider, meaning }) => {
    const breaks: Broken[] = [
      ...(wider || meaning ? ["consumers" as const] : []),
      ...(narrower ? ["producers" as const] : []),
    ];
    if (breaks.length === 0) return harmless(file, pointer, what, "Who does not know it reads on as before.");
    return {
      file,
      pointer,
      what: `in every event's envelope, ${what}`,
      breaks,
      who: everybody,
      consequences: [
        ...(breaks.includes("consumers")
          ? [`Everybody of ${before.name} parks every message that differs.`]
          : []),
        ...(narrower
          ? [`What producers of ${before.name} publish, and all that is under way, would be parked.`]
          : []),
      ],
      wayOut:
        "Leave the envelope as CloudEvents and this house have it; a new attribute is optional. Otherwise all move at once, which means downtime.",
    };
  });
}
