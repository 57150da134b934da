import { useComputed, useSignal } from "@preact/signals";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { Session } from "../../model/session/session.ts";

/** What was asked for is shown for so long, in milliseconds of the company's time: then it has taken its course, or was refused. */
const courseMs = 1_000;

/** What a control shows: what was asked for with it, until that has taken its course, and otherwise what is so in the company. */
export function useAsked<Value>(
  { player }: Session,
  is: Value,
): { readonly shown: Value; ask(value: Value, done: Promise<void>): void } {
  const last = useSignal<
    { readonly value: Value; readonly at: number; readonly log: NarrativeLog } | undefined
  >(undefined);
  const asked = useComputed(() => {
    const one = last.value;
    if (one?.log !== player.log.value) return undefined;
    const sinceMs = player.now.value - one.at;
    return sinceMs >= 0 && sinceMs < courseMs ? one : undefined;
  }).value;
  return {
    shown: asked ? asked.value : is,
    ask(value, done) {
      void done.then(() => {
        last.value = { value, at: player.now.peek(), log: player.log.peek() };
      });
    },
  };
}
