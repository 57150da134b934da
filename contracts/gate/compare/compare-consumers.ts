import { consumersOf, type Snapshot } from "../release/snapshot.ts";
import { type Change, compatible } from "./change.ts";

/** Services that start or stop consuming an event. Neither affects any other service. */
export function compareConsumers(before: Snapshot, after: Snapshot): readonly Change[] {
  return after.events.flatMap(({ type, file }) => {
    const [old, newer] = [consumersOf(before, type), consumersOf(after, type)];
    const isKnown = before.events.some((one) => one.type === type);
    return [
      ...newer
        .filter((one) => isKnown && !old.includes(one))
        .map((one) =>
          compatible({ file }, `${one} now consumes ${type}`, "A new consumer breaks no other service."),
        ),
      ...old
        .filter((one) => !newer.includes(one))
        .map((one) => ({
          ...compatible(
            { file },
            `${one} no longer consumes ${type}`,
            `No other service breaks. The broker keeps the binding: remove it when no instance of ${before.name} runs, or ${one} parks every such event as an unknown type.`,
          ),
          affected: [one],
        })),
    ];
  });
}
