import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { concepts } from "../model/concepts.ts";
import { teaching } from "../model/teaching.ts";

interface Shown {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

const shown = signal<Shown | undefined>(undefined);

/** Two sentences about whatever the pointer or the focus is on, and the question that asks for it. */
export function Tip() {
  useEffect(listen, []);
  const tip = shown.value;
  const concept = tip && concepts[tip.name];
  if (!tip || !concept) return null;
  const question = teaching.questions[concept.question];
  const left = Math.max(8, Math.min(innerWidth - 316, tip.x - 150));
  const isBelow = tip.y < innerHeight / 2;
  const place = isBelow ? { top: `${tip.y + 16}px` } : { bottom: `${innerHeight - tip.y + 16}px` };
  return (
    <div class="tip" role="tooltip" style={{ left: `${left}px`, ...place }}>
      <b>{concept.name}</b>
      <p>{concept.text}</p>
      {question && (
        <p class="asked">
          <span>Question {concept.question}</span> {question.title}
        </p>
      )}
    </div>
  );
}

/** How long the pointer rests on a part before it is explained, in milliseconds. */
const patienceMs = 350;

function listen(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    shown.value = undefined;
  };
  const show = ({ target }: Event) => {
    const part = target instanceof Element ? target.closest("[data-explain]") : null;
    const name = part?.getAttribute("data-explain");
    if (!part || !name) return hide();
    const { left, top, bottom, width } = part.getBoundingClientRect();
    shown.value = { name, x: left + width / 2, y: (top + bottom) / 2 };
  };
  const onMove = (event: Event) => {
    clearTimeout(timer);
    const isOn = event.target instanceof Element && event.target.closest("[data-explain]");
    if (!isOn) return hide();
    timer = setTimeout(() => show(event), patienceMs);
  };
  const listeners = [
    ["pointermove", onMove],
    ["pointerdown", hide],
    ["focusin", show],
    ["focusout", hide],
  ] as const;
  for (const [name, listener] of listeners) document.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener);
  };
}
