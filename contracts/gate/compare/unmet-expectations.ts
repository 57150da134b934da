import type { EventSchema, Expectation, Snapshot } from "../release/snapshot.ts";
import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import { wholeFile } from "../schema/flatten.ts";
import { type Change, joinNames } from "./change.ts";

/** What consumers rely on, but the event's schema does not guarantee. */
export function unmetExpectations(tree: Snapshot): readonly Change[] {
  return tree.expectations.flatMap((expectation) => {
    const event = tree.events.find(({ type }) => type === expectation.type);
    return event ? unmetBy(event, expectation) : [];
  });
}

/** What an event's schema allows, but a consumer's expectation does not. */
export function unmetBy(event: EventSchema, expectation: Expectation): readonly Change[] {
  const { consumer, type, file } = expectation;
  return differences(wholeFile(event), wholeFile(expectation))
    .filter(isDemanding)
    .map((difference) => ({
      file,
      pointer: difference.pointer,
      what: `${consumer} relies on more than ${type} guarantees: ${explain(difference)}`,
      breaks: ["consumers"],
      affected: [consumer],
      consequences: [`${event.service} may publish a message that ${joinNames([consumer])} cannot use.`],
      remedy: `Rely on less in ${file}, or ask the owner of ${event.file} to guarantee it.`,
    }));
}

// An expectation may omit what the consumer does not need; it may not demand more than the schema.
const isDemanding = ({ narrower, kind }: Difference) =>
  kind === "renamed" || kind === "moved" || kind === "added-optional" || (narrower && kind !== "removed");

function explain({ kind, path, what }: Difference): string {
  if (kind === "added-required" || kind === "added-optional") return `its schema has no ${path}`;
  return kind === "made-required" ? `${path} is optional` : what;
}
