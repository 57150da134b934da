import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Entry } from "#stage/narrative/entry.ts";
import type { Breach } from "#stage/page/model/breach.ts";
import type { Session } from "#stage/page/model/session.ts";
import { timeOfDay } from "#stage/page/model/words.ts";
import { addresses } from "#stage/page/parts/addresses.ts";
import { Inspector } from "#stage/page/parts/inspector.tsx";
import { Timeline } from "#stage/page/parts/timeline.tsx";
import { type Preset, type Side, sides } from "../../lesson.ts";
import { type Duet, duet } from "../model/duet.ts";
import type { Ran } from "../worker/protocol.ts";

interface BothSidesProps {
  readonly ran: Readonly<Record<Side, Ran>>;
  readonly preset: Preset | undefined;
}

/** The company's two runs side by side, where they were recorded. */
export function BothSides({ preset, ran: { off, on } }: BothSidesProps) {
  if (!off.entries || !on.entries) return null;
  return <Recorded off={off.entries} on={on.entries} preset={preset} />;
}

interface RecordedProps {
  readonly off: readonly Entry[];
  readonly on: readonly Entry[];
  readonly preset: Preset | undefined;
}

/** Both runs under one scrubber, and the promises of both. */
function Recorded({ off, on, preset }: RecordedProps) {
  const both = useMemo(() => duet({ off, on }), [off, on]);
  useEffect(() => frames(both), [both]);
  const goTo = (session: Session) => (position: number) => {
    const time = session.source.log.entry(position - 1)?.at ?? 0;
    both.seek(both.moments.findLastIndex((moment) => moment <= time));
  };
  return (
    <section class="both" aria-label="Both sides">
      <h3>Both sides, moment by moment</h3>
      <Scrubber both={both} />
      <div class="two">
        {sides.map((side) => (
          <OneSide key={side} side={side} session={both.sessions[side]} goTo={goTo(both.sessions[side])} />
        ))}
      </div>
      <TwoPromises both={both} />
      {preset && (
        <p>
          <a
            class="button"
            href={`${addresses.tab}#seed=1&story=${preset.story}&without=${preset.without}&at=0`}
          >
            Open OFF on the page: map, hands and figures
          </a>
        </p>
      )}
      {sides.map((side) => (
        <Inspector key={side} session={both.sessions[side]} goTo={goTo(both.sessions[side])} />
      ))}
    </section>
  );
}

/** A frame of the screen is a frame of both. Whatever is inspected on one side closes what was inspected on the other. */
function frames(both: Duet): () => void {
  let last = performance.now();
  let isOver = false;
  const frame = async (now: number) => {
    if (isOver) return;
    const elapsed = Math.min(now - last, 100);
    last = now;
    await both.frame(elapsed);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const { off, on } = both.sessions;
  const endings = [
    off.selected.subscribe((at) => {
      if (at !== undefined) on.selected.value = undefined;
    }),
    on.selected.subscribe((at) => {
      if (at !== undefined) off.selected.value = undefined;
    }),
  ];
  const close = (event: KeyboardEvent) => {
    if (event.key === "Escape") off.selected.value = on.selected.value = undefined;
  };
  addEventListener("keydown", close);
  return () => {
    isOver = true;
    for (const end of endings) end();
    removeEventListener("keydown", close);
  };
}

function Scrubber({ both }: { both: Duet }) {
  const { at, moments, playing, time } = both;
  const last = moments.length - 1;
  const play = () => {
    if (!playing.value && at.value >= last) both.seek(0);
    playing.value = !playing.value;
  };
  return (
    <div class="time" role="group" aria-label="Time of both sides">
      <div class="time-buttons">
        <button type="button" class="round" aria-label="Back" onClick={() => both.seek(at.value - 1)}>
          <Icon d="M15 5 L7 12 L15 19 Z M5 5 V19" />
        </button>
        <button type="button" class="round play" aria-label={playing.value ? "Pause" : "Play"} onClick={play}>
          <Icon d={playing.value ? "M8 5 V19 M16 5 V19" : "M8 5 L19 12 L8 19 Z"} />
        </button>
        <button type="button" class="round" aria-label="Step" onClick={() => both.seek(at.value + 1)}>
          <Icon d="M9 5 L17 12 L9 19 Z M19 5 V19" />
        </button>
      </div>
      <output class="clock" aria-label="virtual time">
        {timeOfDay(time.value)}
      </output>
      <div class="scrub">
        <input
          type="range"
          aria-label="Time"
          min={0}
          max={last}
          value={at.value}
          aria-valuetext={timeOfDay(time.value, 3)}
          style={{ "--done": `${(100 * at.value) / Math.max(1, last)}%` }}
          onInput={({ currentTarget }) => both.seek(Number(currentTarget.value))}
        />
      </div>
    </div>
  );
}

const Icon = ({ d }: { d: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={d} />
  </svg>
);

const titles: Readonly<Record<Side, string>> = { off: "OFF, without it", on: "ON, with it" };

interface OneSideProps {
  readonly session: Session;
  readonly side: Side;
  readonly goTo: (position: number) => void;
}

function OneSide({ goTo, session, side }: OneSideProps) {
  const breach = session.breach.value;
  const show = ({ harm = 0 }: Breach) => {
    goTo(harm + 1);
    session.selected.value = harm;
  };
  return (
    <div class={`one-side ${side}`}>
      <h3>{titles[side]}</h3>
      <p class={breach ? "side-verdict is-broken" : "side-verdict"}>
        {breach ? breach.sentence : "No promise is broken at this moment."}
        {breach?.harm !== undefined && (
          <button type="button" class="small" onClick={() => show(breach)}>
            Show how
          </button>
        )}
      </p>
      <Timeline session={session} name={`Timeline ${side === "off" ? "OFF" : "ON"}`} />
    </div>
  );
}

const sign = { kept: "✓", open: "·", broken: "✗" } as const;
const words = { kept: "kept", open: "not at rest yet", broken: "broken" } as const;

/** Every promise on both sides: those that break light up. */
function TwoPromises({ both }: { both: Duet }) {
  const rows = useComputed(() => {
    const on = new Map(both.sessions.on.promises.value.map(({ is, name }) => [name, is]));
    return both.sessions.off.promises.value.map(({ is, name }) => ({
      name,
      off: is,
      on: on.get(name) ?? "open",
    }));
  }).value;
  return (
    <table class="two-promises" aria-label="Promises">
      <thead>
        <tr>
          <th scope="col">Promise</th>
          <th scope="col">OFF</th>
          <th scope="col">ON</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, off, on }) => (
          <tr key={name} class={off === "broken" || on === "broken" ? "lit" : ""}>
            <th scope="row">{name}</th>
            {[off, on].map((is, i) => (
              <td key={i === 0 ? "off" : "on"} class={is}>
                <span role="img" aria-label={words[is]}>
                  {sign[is]}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
