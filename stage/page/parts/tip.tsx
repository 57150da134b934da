import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { conceptNamed } from "../model/concepts.ts";
import { type Box, placeTip, type Surroundings } from "../model/map/tip-place.ts";
import { teaching } from "../model/teaching.ts";
import { addresses } from "./addresses.ts";

interface Shown {
  readonly name: string;
  readonly around: Surroundings;
}

const shown = signal<Shown | undefined>(undefined);

/**
 * Two sentences about whatever the pointer or the focus is on, and the question that asks for it. The pointer may go into
 * it, to the link; from what the focus is on only to be explained, Enter leads there.
 */
export function Tip() {
  useEffect(followPointer, []);
  const tip = shown.value;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!tip || !box.current) return;
    const { offsetHeight: height, offsetWidth: width, style } = box.current;
    const { left, top } = placeTip({ width, height }, tip.around);
    Object.assign(style, { left: `${left}px`, top: `${top}px` });
  }, [tip]);
  const concept = conceptNamed(tip?.name);
  if (!tip || !concept) return null;
  const question = teaching.questions[concept.question];
  return (
    <div class="tip" id="tip" role="tooltip" ref={box}>
      <b>{concept.name}</b>
      <p>{concept.text}</p>
      {question && (
        <p class="asked">
          <span>Question {concept.question}</span> <Answered number={concept.question} {...question} />
        </p>
      )}
    </div>
  );
}

/** A question, with the way to its answer: beside this page, or on it, are the lessons; otherwise there is a file. */
function Answered({ file, number, title }: { file: string; number: number; title: string }) {
  if (!addresses.lessons) return <>{`${title} (${file})`}</>;
  return (
    <a href={`${addresses.lessons}#question/${number}`} target="_blank" rel="noopener">
      {title}
    </a>
  );
}

/** What takes the focus for its explanation alone. */
const onlyExplained = ".legend button, .promises li, .figures figure";

/** How long the pointer rests on a part before it is explained, or off it before the explanation goes, in milliseconds. */
const patienceMs = 350;

function followPointer(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    shown.value = undefined;
    mark(undefined);
  };
  const show = ({ target }: Event) => {
    if (isInTip(target) || isPressed(target)) return;
    const part = partOf(target);
    const name = part?.getAttribute("data-explain");
    if (!part || !name) return hide();
    shown.value = { name, around: surroundingsOf(part) };
    mark(name);
    part.setAttribute("aria-describedby", "tip");
  };
  const onMove = (event: Event) => {
    clearTimeout(timer);
    if (isInTip(event.target)) return;
    if (partOf(event.target)) timer = setTimeout(() => show(event), patienceMs);
    else if (shown.value && !partOf(document.activeElement)) timer = setTimeout(hide, patienceMs);
  };
  const onDown = ({ target }: Event) => {
    if (!isInTip(target)) hide();
  };
  const onLeave = (event: Event) => {
    if (!isInTip((event as FocusEvent).relatedTarget)) hide();
  };
  const onScroll = ({ target }: Event) => {
    const part = document.querySelector("[aria-describedby=tip]");
    if (!part || !shown.value || !(target instanceof Node && target.contains(part))) return;
    // The focus scrolls to what it is on.
    if (part.contains(document.activeElement)) shown.value = { ...shown.value, around: surroundingsOf(part) };
    else hide();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
    const link = document.querySelector<HTMLElement>("#tip a");
    if (event.key !== "Enter" || !link || !document.activeElement?.matches(onlyExplained)) return;
    event.preventDefault();
    link.focus();
  };
  const listeners = [
    ["pointermove", onMove],
    ["pointerdown", onDown],
    ["focusin", show],
    ["focusout", onLeave],
    ["scroll", onScroll],
  ] as const;
  for (const [name, listener] of listeners) document.addEventListener(name, listener, { capture: true });
  document.addEventListener("keydown", onKey);
  return () => {
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, { capture: true });
    document.removeEventListener("keydown", onKey);
  };
}

/** Whether someone has just pressed a control within a part with the pointer: what it does is to be seen. */
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target === document.activeElement &&
  !target.hasAttribute("data-explain") &&
  !target.matches(":focus-visible");

const partOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest("[data-explain]") : null;

/** A part belongs to what is marked as a frame, or stands alone; the other frames of the map are its neighbors. */
function surroundingsOf(part: Element): Surroundings {
  const frame = part.closest("[data-frame]") ?? part;
  const others = [...document.querySelectorAll(".map [data-frame]")].filter((one) => one !== frame);
  return {
    part: part.getBoundingClientRect(),
    frame: frame.getBoundingClientRect(),
    others: others.map((one): Box => one.getBoundingClientRect()),
    screen: { width: innerWidth, height: innerHeight },
  };
}

const isInTip = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("#tip") !== null;

/** Makes all parts of the map that are examples of the same stand out. */
function mark(name: string | undefined): void {
  for (const part of document.querySelectorAll("[data-explained]")) part.removeAttribute("data-explained");
  for (const part of document.querySelectorAll("[aria-describedby=tip]"))
    part.removeAttribute("aria-describedby");
  if (name === undefined) return;
  for (const part of document.querySelectorAll(`.map [data-explain="${name}"]`))
    part.setAttribute("data-explained", "");
}
