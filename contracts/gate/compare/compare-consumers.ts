import { hearersOf, type Tree } from "../release/snapshot.ts";
import { type Change, harmless } from "./change.ts";

/** Who came to hear an event, and who hears it no more: neither is anybody else's business. */
export function compareHearers(before: Tree, after: Tree): readonly Change[] {
  return after.events.flatMap(({ type, file }) => {
    const [old, young] = [hearersOf(before, type), hearersOf(after, type)];
    const isKnown = before.events.some((one) => one.type === type);
    return [
      ...young
        .filter((one) => isKnown && !old.includes(one))
        .map((one) => harmless(file, "", `${one} hears ${type} from now on`, "A new hearer breaks nobody.")),
      ...old
        .filter((one) => !young.includes(one))
        .map((one) => ({
          ...harmless(
            file,
            "",
            `${one} hears ${type} no more`,
            `It breaks nobody else. A broker keeps the binding: remove it when no instance of ${before.name} runs, or ${one} parks each as of an unknown type.`,
          ),
          who: [one],
        })),
    ];
  });
}
