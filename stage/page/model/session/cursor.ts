import { batch, type Signal, signal } from "@preact/signals";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { Source } from "./source.ts";

/** The moment of a source's log that is shown. */
export interface Cursor {
  /** The log; changes its identity when the past was rewritten. */
  readonly log: Signal<NarrativeLog>;
  /** The entries before this one have happened. */
  readonly position: Signal<number>;
  /** The end of the log. */
  readonly end: Signal<number>;
  /** The time that is shown, in milliseconds since 1970. */
  readonly now: Signal<number>;
  /** When something happened last, before that moment. */
  since: number;
  /** Whether nothing is known after that moment. */
  isPresent(): boolean;
  /** Shows a position at a time. */
  show(position: number, time: number): void;
  /** Shows a position, or the nearest that there is, at the time of its last entry. */
  moveTo(position: number): void;
  /** Shows what happened next, or lets it happen. */
  moveOn(): Promise<void>;
  /** Performs what is due next, and shows it. Resolves to false if nothing is due, or if someone went elsewhere meanwhile. */
  stepPresent(): Promise<boolean>;
  /**
   * Lets the company run until a position is reached.
   *
   * @param isThere whether what is looked for has happened: the company runs a little farther for it. Default: it has
   */
  runTo(position: number, isThere?: (log: NarrativeLog) => boolean): Promise<void>;
  /** Moves to the next position that `nextAfter` finds, and lets happen what is due until there is one. */
  moveToNext(nextAfter: (log: NarrativeLog, position: number) => number | undefined): Promise<void>;
}

/** What has not happened so many entries after a position is looked for no farther. */
const mostBeyond = 5_000;

export function createCursor(source: Source): Cursor {
  const log = signal(source.log);
  const position = signal(source.began.position);
  const end = signal(source.log.end);
  const now = signal(source.began.at);
  /** How often it went to another moment. */
  let jumps = 0;

  function show(to: number, time: number): void {
    const from = source.log;
    batch(() => {
      if (log.value !== from) log.value = from;
      end.value = from.end;
      position.value = Math.min(Math.max(to, from.first), from.end);
      now.value = time;
    });
  }

  async function performNext(cursor: Pick<Cursor, "since">): Promise<boolean> {
    const { time } = source;
    if (!time || time.next() === undefined) return false;
    const [endBefore, jumpsBefore] = [source.log.end, jumps];
    await time.step();
    if (jumps !== jumpsBefore) return false;
    if (source.log.end > endBefore) cursor.since = time.now();
    return true;
  }

  return {
    ...{ log, position, end, now, show },
    since: source.began.at,
    isPresent: () => position.value >= source.log.end,
    moveTo(wanted) {
      jumps += 1;
      const { began, log: from, time } = source;
      const to = Math.min(Math.max(wanted, began.position, from.first), from.end);
      this.since = from.entry(to - 1)?.at ?? began.at;
      show(to, to >= from.end && time ? time.now() : this.since);
    },
    async moveOn() {
      if (this.isPresent()) return void (await this.stepPresent());
      const at = source.log.entry(position.value)?.at ?? 0;
      let next = position.value;
      while (next < source.log.end && (source.log.entry(next)?.at ?? 0) <= at) next += 1;
      this.since = at;
      show(next, at);
    },
    async stepPresent() {
      if (!(await performNext(this))) return false;
      show(source.log.end, source.time?.now() ?? now.value);
      return true;
    },
    async runTo(position, isThere = () => true) {
      const isFar = (): boolean => {
        const { log } = source;
        return log.end >= position && (isThere(log) || log.end >= position + mostBeyond);
      };
      while (!isFar() && (await this.stepPresent()));
    },
    async moveToNext(nextAfter) {
      const from = position.value;
      const next = (): number | undefined => nextAfter(source.log, from);
      const jumpsBefore = jumps;
      while (next() === undefined && (await performNext(this)));
      if (jumps === jumpsBefore) this.moveTo(next() ?? source.log.end);
    },
  };
}
