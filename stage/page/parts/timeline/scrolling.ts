import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Range } from "../../model/timeline/labels.ts";
import { clickPx } from "../on-press.ts";
import { scrolling } from "../viewport.ts";

/** How a picture that is wider than its room is scrolled: with time, by itself; and by hand, and then it stays there while time passes. */
export interface Scrolling {
  /** What scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly room: Signal<number>;
  /** What is seen of the picture. */
  readonly seen: ReadonlySignal<Range>;
  /** Whether someone has scrolled to another moment than that of the page's time. */
  isHeld: boolean;
  /** Scrolls by itself. */
  lead(to: number): void;
  /** Scrolls as someone asks. @param pages how far, as a share of the room */
  turn(pages: number): void;
  /** What the box listens to: it can be dragged. */
  readonly listeners: ReturnType<typeof listenersOf>;
}

/** The scrolling of a picture. */
export function useScrolling(): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const room = useSignal(800);
  const scrolled = useSignal(0);
  const seen = useComputed(() => ({ from: scrolled.value, to: scrolled.value + room.value }));
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([seen]) => {
      if (seen) room.value = Math.floor(seen.contentRect.width);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [room]);
  return useMemo(() => {
    let led = 0;
    const one: Scrolling = {
      ...{ box, room, seen, isHeld: false },
      lead(to) {
        led = to;
        if (box.current) box.current.scrollLeft = to;
      },
      turn: (pages) => box.current?.scrollBy({ left: pages * room.peek(), behavior: scrolling() }),
      listeners: listenersOf((left) => {
        scrolled.value = left;
        if (Math.abs(left - led) > 1) one.isHeld = true;
      }),
    };
    return one;
  }, []);
}

/** By mouse, what is seen is dragged; a finger does that by itself. */
function listenersOf(onScroll: (left: number) => void) {
  let from: { readonly x: number; readonly left: number } | undefined;
  return {
    onScroll: ({ currentTarget }: { readonly currentTarget: HTMLElement }) =>
      onScroll(currentTarget.scrollLeft),
    onPointerDown({ button, clientX, currentTarget, pointerType }: BoxPointer) {
      if (button === 0 && pointerType === "mouse") from = { x: clientX, left: currentTarget.scrollLeft };
    },
    onPointerMove({ buttons, clientX, currentTarget, pointerId }: BoxPointer) {
      if (buttons !== 1) from = undefined;
      if (!from || currentTarget.scrollWidth <= currentTarget.clientWidth) return;
      if (Math.abs(clientX - from.x) >= clickPx && !currentTarget.hasPointerCapture(pointerId))
        currentTarget.setPointerCapture(pointerId);
      if (currentTarget.hasPointerCapture(pointerId)) currentTarget.scrollLeft = from.left + from.x - clientX;
    },
    onPointerUp() {
      from = undefined;
    },
  };
}

type BoxPointer = PointerEvent & { readonly currentTarget: HTMLElement };
