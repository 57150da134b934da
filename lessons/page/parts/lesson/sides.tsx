import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Entry } from "#stage/narrative/entry.ts";
import type { Breach } from "#stage/page/model/promises/breach.ts";
import type { Session } from "#stage/page/model/session/session.ts";
import { timeOfDay } from "#stage/page/model/words.ts";
import { addresses } from "#stage/page/parts/addresses.ts";
import { Inspector } from "#stage/page/parts/inspector/inspector.tsx";
import { CompanyMap } from "#stage/page/parts/map/map.tsx";
import { sign, words } from "#stage/page/parts/promises.tsx";
import { Timeline } from "#stage/page/parts/timeline/timeline.tsx";
import { Tip } from "#stage/page/parts/tip.tsx";
import { type Preset, type Side, sides } from "../../../lesson.ts";
import { type Duet, duet } from "../../model/duet.ts";
import { Choice } from "../choice.tsx";
import { sideTitles } from "../words.ts";
import { Scrubber } from "./scrubber.tsx";

interface RecordedProps {
  readonly off: readonly Entry[];
  readonly on: readonly Entry[];
  readonly preset: Preset | undefined;
}

/** The company's two runs under one scrubber, and the promises of both. */
export function CompanySides({ off, on, preset }: RecordedProps) {
  const both = useMemo(() => duet({ off, on }), [off, on]);
  useEffect(() => frames(both), [both]);
  const goTo = (session: Session) => (position: number) => {
    const time = session.source.log.entry(position - 1)?.at ?? 0;
    both.seek(both.moments.findLastIndex((moment) => moment <= time));
  };
  return (
    <section class="both" aria-label="Both sides">
      <h3>Both sides, moment by moment</h3>
      <Scrubber
        at={both.at}
        last={both.moments.length - 1}
        playing={both.playing}
        seek={both.seek}
        clock={timeOfDay(both.time.value)}
        spoken={timeOfDay(both.time.value, 3)}
      />
      <div class="two">
        {sides.map((side) => (
          <OneSide
            key={side}
            side={side}
            session={both.sessions[side]}
            playing={both.playing}
            goTo={goTo(both.sessions[side])}
          />
        ))}
      </div>
      <TwoPromises both={both} />
      <OneMap both={both} />
      {preset && (
        <p>
          <a
            class="button"
            href={`${addresses.tab}#seed=1&story=${preset.story}&without=${preset.without}&at=0`}
          >
            Play {preset.story} without {preset.without}: map, hands and figures
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

/** The map of one side at the moment that is shown; two beside each other would be too small to read. */
function OneMap({ both }: { both: Duet }) {
  const isOpen = useSignal(false);
  const side = useSignal<Side>("off");
  return (
    <details
      class="one-map"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>The company at this moment, as a map</summary>
      {isOpen.value && (
        <>
          <Choice
            legend="the map of"
            name="map-of"
            of={sides}
            chosen={side}
            textOf={(one) => sideTitles[one]}
          />
          <CompanyMap key={side.value} session={both.sessions[side.value]} />
          <Tip />
        </>
      )}
    </details>
  );
}

interface OneSideProps {
  readonly session: Session;
  readonly side: Side;
  /** Whether time passes on both sides. */
  readonly playing: ReadonlySignal<boolean>;
  readonly goTo: (position: number) => void;
}

function OneSide({ goTo, playing, session, side }: OneSideProps) {
  const breach = session.breach.value;
  const show = ({ harm = 0 }: Breach) => {
    goTo(harm + 1);
    session.selected.value = harm;
  };
  return (
    <div class={`one-side ${side}`}>
      <h3>{sideTitles[side]}</h3>
      <p class={breach ? "side-verdict is-broken" : "side-verdict"}>
        {breach ? breach.sentence : "No promise is broken at this moment."}
        {breach?.harm !== undefined && (
          <button type="button" class="small" onClick={() => show(breach)}>
            Show how
          </button>
        )}
      </p>
      <Timeline session={session} playing={playing} name={`Timeline ${side === "off" ? "OFF" : "ON"}`} />
    </div>
  );
}

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
