import type { Snapshot } from "../release/snapshot.ts";
import { differences } from "../schema/differences.ts";
import { wholeFile } from "../schema/flatten.ts";
import { breaksWhom } from "./breaks-whom.ts";
import { type Change, compatible } from "./change.ts";

/** Changes of the envelope. They affect every producer and consumer. */
export function compareEnvelope(before: Snapshot, after: Snapshot): readonly Change[] {
  const services = [
    ...new Set([...before.hears.keys(), ...before.expectations.map(({ consumer }) => consumer)]),
  ];
  const { file } = after.envelope;
  return differences(
    wholeFile(before.envelope.file, before.envelope.schema),
    wholeFile(file, after.envelope.schema),
  ).map(({ what, pointer, ...difference }) => {
    const breaks = breaksWhom(difference);
    if (breaks.length === 0) return compatible({ file, pointer }, what, "Existing consumers ignore it.");
    return {
      file,
      pointer,
      what: `in the envelope of every event, ${what}`,
      breaks,
      affected: services,
      consequences: [
        ...(breaks.includes("consumers")
          ? [`All consumers of ${before.name} park every message that differs.`]
          : []),
        ...(breaks.includes("producers")
          ? [`Consumers would park what producers of ${before.name} publish, and every message in flight.`]
          : []),
      ],
      remedy:
        "Keep the envelope as CloudEvents and this company define it; make a new attribute optional. Otherwise all services have to be deployed at once, with downtime.",
    };
  });
}
