import type { Signal } from "@preact/signals";

interface ScrubberProps {
  /** The index of the moment that is shown. */
  readonly at: Signal<number>;
  readonly last: number;
  readonly playing: Signal<boolean>;
  /** Shows a moment, and stops playing. */
  readonly seek: (at: number) => void;
  /** The moment that is shown, as a clock. */
  readonly clock: string;
  /** The same for screen readers, with what there is to see. */
  readonly spoken: string;
}

/** The time of both sides: back, play, step, and a slider. */
export function Scrubber({ at, clock, last, playing, seek, spoken }: ScrubberProps) {
  const play = () => {
    if (!playing.value && at.value >= last) seek(0);
    playing.value = !playing.value;
  };
  return (
    <div class="time" role="group" aria-label="Time of both sides">
      <div class="time-buttons">
        <button type="button" class="round" aria-label="Back" onClick={() => seek(at.value - 1)}>
          <Icon d="M15 5 L7 12 L15 19 Z M5 5 V19" />
        </button>
        <button type="button" class="round play" aria-label={playing.value ? "Pause" : "Play"} onClick={play}>
          <Icon d={playing.value ? "M8 5 V19 M16 5 V19" : "M8 5 L19 12 L8 19 Z"} />
        </button>
        <button type="button" class="round" aria-label="Step" onClick={() => seek(at.value + 1)}>
          <Icon d="M9 5 L17 12 L9 19 Z M19 5 V19" />
        </button>
      </div>
      <output class="clock" aria-label="virtual time">
        {clock}
      </output>
      <div class="scrub">
        <input
          type="range"
          aria-label="Time"
          min={0}
          max={last}
          value={at.value}
          aria-valuetext={spoken}
          style={{ "--done": `${(100 * at.value) / Math.max(1, last)}%` }}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
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
