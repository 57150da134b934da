import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { conceptNamed } from "../model/concepts.ts";
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
  const concept = conceptNamed(tip?.name);
  if (!tip || !concept) return null;
  const question = teaching.questions[concept.question];
  const left = Math.max(8, Math.min(innerWidth - 316, tip.x - 150));
  const isBelow = tip.y < innerHeight / 2;
  const place = isBelow ? { top: `${tip.y + 16}px` } : { bottom: `${innerHeight - tip.y + 16}px` };
  return (
    <div class="tip" id="tip" role="tooltip" style={{ left: `${left}px`, ...place }}>
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
    mark(undefined);
  };
  const show = ({ target }: Event) => {
    const part = partOf(target);
    const name = part?.getAttribute("data-explain");
    if (!part || !name) return hide();
    const { left, top, bottom, width } = part.getBoundingClientRect();
    shown.value = { name, x: left + width / 2, y: (top + bottom) / 2 };
    mark(name);
    part.setAttribute("aria-describedby", "tip");
  };
  const onMove = (event: Event) => {
    clearTimeout(timer);
    if (partOf(event.target)) timer = setTimeout(() => show(event), patienceMs);
    else if (!partOf(document.activeElement)) hide();
  };
  const onScroll = ({ target }: Event) => {
    if (target instanceof Node && target.contains(document.querySelector("[aria-describedby=tip]"))) hide();
  };
  const onKey = ({ key }: KeyboardEvent) => key === "Escape" && hide();
  const listeners = [
    ["pointermove", onMove],
    ["pointerdown", hide],
    ["focusin", show],
    ["focusout", hide],
    ["scroll", onScroll],
  ] as const;
  for (const [name, listener] of listeners) document.addEventListener(name, listener, { capture: true });
  document.addEventListener("keydown", onKey);
  return () => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, { capture: true });
    document.removeEventListener("keydown", onKey);
  };
}

const partOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest("[data-explain]") : null;

/** Makes all parts of the map that are examples of the same stand out. */
function mark(name: string | undefined): void {
  for (const part of document.querySelectorAll("[data-explained]")) part.removeAttribute("data-explained");
  for (const part of document.querySelectorAll("[aria-describedby=tip]"))
    part.removeAttribute("aria-describedby");
  if (name === undefined) return;
  for (const part of document.querySelectorAll(`.map [data-explain="${name}"]`))
    part.setAttribute("data-explained", "");
}
