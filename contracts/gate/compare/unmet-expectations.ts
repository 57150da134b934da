import type { EventSchema, Expectation, Tree } from "../release/snapshot.ts";
import type { Difference } from "../schema/difference.ts";
import { differences } from "../schema/differences.ts";
import { wholeFile } from "../schema/flatten.ts";
import { type Change, inWords } from "./change.ts";

/** What consumers rely on that no producer promises. */
export function unpromised(tree: Tree): readonly Change[] {
  return tree.expectations.flatMap((expectation) => {
    const event = tree.events.find(({ type }) => type === expectation.type);
    return event ? notPromisedBy(event, expectation) : [];
  });
}

/** What an event's schema allows and a consumer's declaration does not. */
export function notPromisedBy(event: EventSchema, expectation: Expectation): readonly Change[] {
  const { consumer, type, file } = expectation;
  return differences(wholeFile(event.file, event.schema), wholeFile(file, expectation.schema))
    .filter(isMore)
    .map((difference) => ({
      file,
      pointer: difference.pointer,
      what: `${consumer} relies on more than ${type} promises: ${wished(difference)}`,
      breaks: ["consumers"],
      who: [consumer],
      consequences: [`${event.service} may publish a message that ${inWords([consumer])} cannot use.`],
      wayOut: `Rely on less in ${file}, or ask the owner of ${event.file} to promise it.`,
    }));
}

// A declaration leaves out what it does not need; only what it has beyond the schema is too much.
const isMore = ({ narrower, kind }: Difference) =>
  kind === "renamed" || kind === "moved" || kind === "added-optional" || (narrower && kind !== "removed");

function wished({ kind, path, what }: Difference): string {
  if (kind === "added-required" || kind === "added-optional") return `${path} is not in its schema`;
  return kind === "made-required" ? `${path} is optional there` : what;
}
