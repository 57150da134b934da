import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "../../model/session/session.ts";
import { followedOrders, hopsDrawn, stepsShown } from "../../model/timeline/followed-orders.ts";
import { lanes, timelineLayout } from "../../model/timeline/layout.ts";
import { type Arrow, type Mark, reachedIn } from "../../model/timeline/picture.ts";
import { margin } from "../../model/timeline/scale.ts";
import { useUnchanged } from "../unchanged.ts";
import { useScrolling } from "./scrolling.ts";
import { Cursor, cursorIn } from "./timeline-cursor.tsx";
import { TimelineHead } from "./timeline-head.tsx";
import { ArrowLine, height, MarkPoint, TimerBar, yOf } from "./timeline-marks.tsx";
import { Labels, Waits } from "./timeline-words.tsx";

/** A picture that has less room is scrolled. */
const leastRoom = 240;

interface TimelineProps {
  readonly session: Session;
  readonly name?: string;
  /** Whether time passes by itself. Default: whether the session plays. */
  readonly playing?: ReadonlySignal<boolean>;
}

/** One order over time, or the newest ones stacked: who did what, and which message led to what. */
export function Timeline({ name = "Timeline", playing, session }: TimelineProps) {
  const scrolling = useScrolling();
  const { box, listeners, room, seen } = scrolling;
  const followed = useUnchanged(() => followedOrders(session)).value;
  const steps = useComputed(() => stepsShown(session)).value;
  // Most of what happens is about other orders: for that, nothing is drawn anew.
  const drawn = useUnchanged(() => hopsDrawn(session));
  const picture = useComputed(() => {
    const { least, names, positions } = drawn.value;
    return timelineLayout(session.player.log.value, positions, Math.max(leastRoom, room.value), {
      least,
      steps: stepsShown(session),
      nameOf: (id) => names[id],
    });
  });
  const layout = picture.value;
  const position = useComputed(() => reachedIn(picture.value, session.player.position.value)).value;
  // Time passes in every frame: only the cursor is drawn anew then, and the picture when a wait after its end needs room.
  const tail = useComputed(() => {
    const { fold, x } = cursorIn(picture.value, session);
    return fold ? Math.ceil(x) : 0;
  }).value;
  const width = Math.max(layout.width, tail + margin);
  useEffect(() => {
    scrolling.isHeld = false;
  }, [followed.title]);

  return (
    <section class="timeline" aria-label={name}>
      <TimelineHead session={session} followed={followed} scrolling={scrolling} width={width} />
      <div class="timeline-body">
        <svg class="lane-names" width={94} height={height} aria-hidden="true">
          {lanes.map((name, i) => (
            <text key={name} class={`ink-${name}`} x={88} y={yOf(i) + 4}>
              {name}
            </text>
          ))}
        </svg>
        <div
          class={width > room.value ? "timeline-scroll scrolls" : "timeline-scroll"}
          ref={box}
          tabIndex={0}
          role="group"
          aria-label="Hops"
          {...listeners}
        >
          <svg width={width} height={height} role="group" aria-label={followed.title}>
            {lanes.map((name, i) => (
              <line key={name} class="lane" x1={0} x2={layout.width} y1={yOf(i)} y2={yOf(i)} />
            ))}
            {layout.bars.map((bar) => (
              <TimerBar
                key={`${bar.lane} ${bar.from} ${bar.label}`}
                bar={bar.isOpen ? { ...bar, to: Math.max(bar.to, tail) } : bar}
                isPast={bar.position < position}
              />
            ))}
            {layout.arrows.map((arrow) => (
              <ArrowLine
                key={arrow.slot}
                arrow={arrow}
                isPast={arrow.to.position < position}
                isLit={isLit(steps, arrow)}
              />
            ))}
            <Waits layout={layout} seen={seen} />
            {layout.marks.length > 0 && (
              <Cursor
                session={session}
                layout={layout}
                scrolling={scrolling}
                width={width}
                playing={playing ?? session.player.playing}
              />
            )}
            <Labels marks={layout.marks} position={position} seen={seen} />
            <Steps steps={steps} marks={layout.marks} />
            <Marks session={session} steps={steps} marks={layout.marks} position={position} />
          </svg>
          {layout.marks.length === 0 && (
            <p class="hint">An order's way appears here: a point for each hop, an arrow for each message.</p>
          )}
        </div>
      </div>
    </section>
  );
}

/** What happened. Tab leads to one mark, and the arrows from there to the others. */
function Marks({
  marks,
  position,
  session,
  steps,
}: {
  session: Session;
  steps: Shown;
  marks: readonly Mark[];
  position: number;
}) {
  const selected = marks.find((mark) => mark.position === session.selected.value);
  const reached = selected ?? marks.findLast((mark) => mark.position < position) ?? marks[0];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons in it.
    <g onKeyDown={walk}>
      {marks.map((mark) => (
        <MarkPoint
          key={mark.slot}
          mark={mark}
          session={session}
          isPast={mark.position < position}
          isReached={mark === reached}
          isLit={steps.has(mark.position)}
        />
      ))}
    </g>
  );
}

/** The arrows go from mark to mark, in the order in which things happened. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const mark = event.target instanceof SVGElement ? event.target : undefined;
  if (step === undefined || !mark) return;
  const marks = [...(mark.parentElement?.children ?? [])];
  const next = marks[marks.indexOf(mark) + step];
  event.preventDefault();
  event.stopPropagation();
  if (next instanceof SVGElement) next.focus();
}

/** The way from the cause of a breach to its harm, as numbers at its marks. */
function Steps({ marks, steps }: { steps: Shown; marks: readonly Mark[] }) {
  const lit = marks.filter(({ position }) => steps.has(position));
  const isHere = (one: Mark) => (other: Mark) => one.lane === other.lane && Math.abs(one.x - other.x) < 5;
  return (
    <g aria-hidden="true">
      {lit.map((mark, i) => {
        const here = lit.filter(isHere(mark));
        return (
          lit.findIndex(isHere(mark)) === i && (
            <text key={mark.slot} class="step" x={mark.x} y={yOf(mark.lane) + 17}>
              {here.map(({ position }) => steps.get(position)).join(", ")}
            </text>
          )
        );
      })}
    </g>
  );
}

type Shown = ReadonlyMap<number, number>;

const isLit = (steps: Shown, { from, to }: Arrow): boolean =>
  steps.has(from.position) && steps.has(to.position);
