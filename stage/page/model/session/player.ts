// Every way in which the moment that is shown moves on; hence the length.
import { computed, signal } from "@preact/signals";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { type CustomersTurn, createCustomersTurn } from "../customers-turn.ts";
import { followRealTime, type RealTime } from "../real-time.ts";
import { type Cursor, createCursor } from "./cursor.ts";
import { isCrowded, notableAfter, notableBefore } from "./notable.ts";
import { reached, watchedMs } from "./pace.ts";
import { isRealTime, type Source } from "./source.ts";

/** The most time that the company may take of one frame, in milliseconds. */
const frameBudgetMs = 12;
/** In a lapse, a second of watching is a minute. */
const lapseFactor = 60;

/** Which moment of the log is shown, and how it moves on. */
export class Player {
  readonly log: Cursor["log"];
  readonly position: Cursor["position"];
  readonly end: Cursor["end"];
  readonly now: Cursor["now"];
  readonly playing = signal(true);
  /** How fast, from 0.1 to 1000. */
  readonly speed = signal(1);
  /** Whether nothing can happen by itself any more. */
  readonly quiet = signal(true);
  /** Whether time runs evenly, a minute a second, because much happens at once. */
  readonly lapse = signal(false);
  /** The position at which something stopped it last, rather than someone. */
  readonly stoppedAt = signal<number | undefined>(undefined);
  /** Whether the company runs to a later moment that someone chose. */
  readonly isSeeking = signal(false);
  /** The order for whose customer time waits; undefined if it waits for nobody. */
  readonly waitsFor: CustomersTurn["waitsFor"];
  /**
   * Whether what is done happens at another moment than the one that is shown: now, while someone looks at a past that stays, or
   * watches the present in slow motion, which is behind at any moment.
   */
  readonly actsNow = computed(() => !this.#source.time && (this.isPast.value || this.#isSlow.value));
  /** Whether what is done ends a look at the past. */
  readonly leavesPast = computed(() => this.actsNow.value && !this.#isSlow.value);
  /**
   * Whether a moment before the newest is shown on purpose. A page that follows real time is a moment behind what has come, and in no
   * past; nor is one in a tab, where more happens within the millisecond that is shown, as long as time has not gone on.
   */
  readonly isPast = computed(
    () =>
      this.position.value < this.end.value &&
      (this.#source.time?.now() ?? Number.POSITIVE_INFINITY) > this.now.value &&
      !(this.#isReal && this.playing.value && !this.#realTime.isBehind.value),
  );
  /**
   * Whether time stands because someone stopped it, or a broken promise did: then what is done does not let it pass. It does where time
   * waited for a customer, and at rest where no one stopped it.
   */
  readonly isPaused = computed(() => {
    if (this.#isReal || this.playing.value || this.waitsFor.value !== undefined) return false;
    return !(this.quiet.value && this.stoppedAt.value === this.position.value);
  });
  /** How far a page that plays real time is behind it, in whole seconds. */
  readonly behindS: RealTime["behindS"];
  /** Whether what happens is watched in slow motion. */
  readonly #isSlow = computed(() => this.playing.value && this.speed.value < 1);
  readonly #source: Source;
  readonly #isReal: boolean;
  readonly #cursor: Cursor;
  readonly #turn: CustomersTurn;
  readonly #realTime: RealTime;
  #busy: Promise<void> = Promise.resolve();

  constructor(source: Source) {
    this.#source = source;
    this.#isReal = isRealTime(source);
    this.#cursor = createCursor(source);
    this.#turn = createCustomersTurn(source, this.#cursor, this.playing);
    this.#realTime = followRealTime(source, this.#cursor, this);
    this.behindS = this.#realTime.behindS;
    this.waitsFor = this.#turn.waitsFor;
    ({ log: this.log, position: this.position, end: this.end, now: this.now } = this.#cursor);
  }

  /** Lets `elapsedMs` of watching pass. */
  tick(elapsedMs: number): Promise<void> {
    return this.#inTurn(async () => {
      // A new connection brings a new log, without the moment that was shown: the page goes on in the present.
      if (!this.#source.time && this.log.value !== this.#source.log) this.#showPresent();
      if (this.playing.value) {
        this.#turn.playOn();
        await this.#play(elapsedMs);
      } else this.#realTime.stay();
      this.end.value = this.#source.log.end;
      const { time } = this.#source;
      this.quiet.value = time !== undefined && this.#cursor.isPresent() && time.next() === undefined;
      const isBusy = () =>
        (this.#cursor.isPresent() && time?.hasTraffic()) ||
        isCrowded(this.#source, this.position.value, this.now.value);
      this.lapse.value = time !== undefined && isBusy();
    });
  }

  /** Moves to the next thing worth telling. */
  step(): Promise<void> {
    return this.#inTurn(async () => {
      this.playing.value = false;
      await this.#cursor.moveToNext(notableAfter);
    });
  }

  /** Moves to the last thing worth telling before this moment. */
  back(): void {
    this.playing.value = false;
    const { began, log } = this.#source;
    this.#cursor.moveTo(notableBefore(log, this.position.value, began.position));
  }

  /** Stops because of what is shown. */
  stop(): void {
    if (!this.playing.peek()) return;
    this.playing.value = false;
    this.stoppedAt.value = this.position.peek();
  }

  seek(position: number): void {
    this.playing.value = false;
    this.#cursor.moveTo(position);
  }

  /** Moves to a position that may not have been reached yet, and lets the company run as far as `Cursor.runTo` does. */
  seekBeyond(position: number, isThere?: (log: NarrativeLog) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.playing.value = false;
      this.isSeeking.value = true;
      try {
        await this.#cursor.runTo(position, isThere);
      } finally {
        this.isSeeking.value = false;
      }
      this.#cursor.moveTo(position);
    });
  }

  /** Does something at the moment that is shown, and lets time pass again unless it is paused. In the past, that forgets what came after it. Real time goes on meanwhile. */
  act<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isReal) {
      if (!this.playing.peek() || this.leavesPast.peek()) this.#showPresent();
      return work();
    }
    return this.#inTurn(async () => {
      const plays = !this.isPaused.peek();
      if (!this.#cursor.isPresent()) await this.#source.time?.rewind(Math.floor(this.now.value));
      this.#turn.takeCourse();
      return await work().finally(() => this.#showPresent(plays));
    });
  }

  /** Starts again with what the source now has. */
  reset(): void {
    this.#cursor.moveTo(this.#source.began.position);
  }

  /** Shows the present, and goes on from there. */
  #showPresent(plays = true): void {
    this.#cursor.since = this.#source.time?.now() ?? this.now.value;
    this.#cursor.show(this.#source.log.end, this.#cursor.since);
    this.quiet.value = false;
    this.playing.value = plays;
  }

  /** One change of time after the other. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#busy.then(work);
    this.#busy = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  async #play(elapsedMs: number): Promise<void> {
    const began = performance.now();
    const { time } = this.#source;
    let budget = time ? elapsedMs * this.speed.value : this.#realTime.budget(elapsedMs);
    while (this.playing.value && budget > 0 && performance.now() - began < frameBudgetMs) {
      const next = this.#cursor.isPresent() ? time?.next() : this.#source.log.entry(this.position.value)?.at;
      if (next === undefined || this.#turn.stops(next)) break;
      const needed = this.#watched(next);
      if (needed > budget) {
        this.#wait(budget, next);
        break;
      }
      budget -= Math.max(needed, 0);
      await this.#cursor.moveOn();
    }
    // The present passes no faster than real time.
    if (!time) this.#realTime.keepUp(Math.min(budget, elapsedMs));
  }

  /** How long the way to a time is watched. */
  #watched(to: number): number {
    if (!this.#source.time) return to - this.now.value;
    if (this.lapse.value) return (to - this.now.value) / lapseFactor;
    return watchedMs(to - this.#cursor.since) - watchedMs(this.now.value - this.#cursor.since);
  }

  /** Lets time pass in which nothing happens. */
  #wait(watched: number, next: number): void {
    const { time } = this.#source;
    const evenly = this.now.value + watched * (time ? lapseFactor : 1);
    const to = this.lapse.value || !time ? evenly : reached(this.#cursor.since, this.now.value, watched);
    this.now.value = Math.min(to, next);
    if (this.#cursor.isPresent()) time?.moveTo(Math.floor(this.now.value));
  }
}
