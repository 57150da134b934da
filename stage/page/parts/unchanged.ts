import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";

/** A computed value that stays the same object while its content does, so that nothing is drawn anew for it. */
export function useUnchanged<Value>(compute: () => Value): ReadonlySignal<Value> {
  const last = useRef<{ readonly text: string; readonly value: Value } | undefined>(undefined);
  return useComputed(() => {
    const value = compute();
    const text = JSON.stringify(value);
    if (last.current?.text !== text) last.current = { text, value };
    return last.current.value;
  });
}
