import { useComputed } from "@preact/signals";
import { showPresent } from "../../model/session/follow-link.ts";
import { modeOf } from "../../model/session/mode.ts";
import type { Session } from "../../model/session/session.ts";
import { headlineAt, timeOfDay, withLabels } from "../../model/words.ts";

/** Pause, step, back, speed, and the scrubber over the whole log. */
export function TimeBar({ session }: { session: Session }) {
  const { player, source } = session;
  const { now, playing, speed } = player;
  const first = Math.max(source.began.position, player.log.value.first);
  const span = Math.max(1, player.end.value - first);
  const done = (player.position.value - first) / span;
  const isPast = player.isPast.value;
  // The present of real time comes no faster; what is behind it can.
  const canHurry = source.time !== undefined || isPast;
  const told = useComputed(() => toldAt(session)).value;
  const clockName = source.time ? "virtual time" : "time of day, UTC";
  return (
    <section class="time" aria-label="Time">
      <div class="time-buttons">
        <button type="button" class="round" aria-label="Back" title="Back (←)" onClick={() => player.back()}>
          <Icon d="M15 5 L7 12 L15 19 Z M5 5 V19" />
        </button>
        <button
          type="button"
          class="round play"
          aria-label={playing.value ? "Pause" : "Play"}
          title={playing.value ? "Pause (space)" : "Play (space)"}
          onClick={() => {
            playing.value = !playing.value;
          }}
        >
          <Icon d={playing.value ? "M8 5 V19 M16 5 V19" : "M8 5 L19 12 L8 19 Z"} />
        </button>
        <button type="button" class="round" aria-label="Step" title="Step (→)" onClick={() => player.step()}>
          <Icon d="M9 5 L17 12 L9 19 Z M19 5 V19" />
        </button>
      </div>
      <output class="clock" aria-label={clockName} title={clockName}>
        {timeOfDay(now.value)}
        <small>.{timeOfDay(now.value, 3).slice(9)}</small>
      </output>
      <div class="scrub">
        <input
          type="range"
          aria-label="Time"
          min={first}
          max={first + span}
          step={1}
          value={player.position.value}
          aria-valuetext={`${timeOfDay(now.value)}: ${told}`}
          style={{ "--done": `${Math.round(done * 1000) / 10}%` }}
          onInput={({ currentTarget }) => player.seek(Number(currentTarget.value))}
        />
        <div class="scrub-words">
          <span class="told" title={told}>
            {told}
          </span>
          <span class={isPast ? "mode past" : "mode"}>{modeOf(session)}</span>
        </div>
      </div>
      {isPast && (
        <button type="button" class="quietly" onClick={() => showPresent(session)}>
          To now
        </button>
      )}
      <label
        class="speed"
        title={
          canHurry
            ? "Speed"
            : "Speed: below 1×, messages pass in slow motion; the waits between them take as long as they do"
        }
      >
        <span>{speedText(speed.value)}</span>
        <input
          type="range"
          aria-label="Speed"
          min={-1}
          max={canHurry ? 3 : 0}
          step={0.25}
          value={Math.log10(speed.value)}
          aria-valuetext={speedText(speed.value)}
          onInput={({ currentTarget }) => {
            speed.value = 10 ** Number(currentTarget.value);
          }}
        />
      </label>
    </section>
  );
}

const speedText = (speed: number): string =>
  `${speed < 10 ? Number(speed.toPrecision(2)) : Math.round(speed)}×`;

function toldAt({ player, source }: Session): string {
  const position = player.position.value;
  const log = player.log.value;
  for (let at = position - 1; at >= Math.max(source.began.position, position - 60); at -= 1) {
    const entry = log.entry(at);
    if (
      entry &&
      !["batch", "delivered", "acknowledged", "settled", "leased", "committed"].includes(entry.kind)
    )
      return withLabels(log.present, headlineAt(log, at, entry));
  }
  return "the company has opened";
}

function Icon({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
