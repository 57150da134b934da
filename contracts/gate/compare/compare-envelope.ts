import type { Snapshot } from "../release/snapshot.ts";
import { differences } from "../schema/differences.ts";
import { wholeFile } from "../schema/flatten.ts";
import { breaksWhom } from "./breaks-whom.ts";
import { type Change, compatible } from "./change.ts";

/** Changes of the envelope. They affect every producer and consumer. */
export function compareEnvelope(before: Snapshot, after: Snapshot): readonly Change[] {
  const consumers = before.expectations.map(({ consumer }) => consumer);
  const affected = [...new Set([...before.hears.keys(), ...consumers])];
  const { file } = after.envelope;
  return differences(wholeFile(before.envelope), wholeFile(after.envelope)).map((difference) => {
    const { what, pointer } = difference;
    const breaks = breaksWhom(difference);
    if (breaks.length === 0) return compatible({ file, pointer }, what, "Existing consumers ignore it.");
    const consequences = {
      consumers: `All consumers of ${before.name} park every message that differs.`,
      producers: `Consumers would park what producers of ${before.name} publish, and every message in flight.`,
    };
    return {
      file,
      pointer,
      what: `in the envelope of every event, ${what}`,
      breaks,
      affected,
      consequences: breaks.map((whom) => consequences[whom]),
      remedy:
        "Keep the envelope as CloudEvents and this company define it; make a new attribute optional. Otherwise all services have to be deployed at once, with downtime.",
    };
  });
}
