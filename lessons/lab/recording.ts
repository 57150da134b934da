import type { Clock } from "#messaging/clock.ts";
import type { Measured } from "../lesson.ts";

/** How one quantity goes: it has each of the values from the point beside it on. */
export interface Course {
  readonly name: string;
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** How the quantities of an experiment went, over virtual time or over its trials. */
export interface Recording {
  /** What the points are: milliseconds since it began, or numbers of trials where there is no time. */
  readonly axis: "ms" | "trials";
  /** The last point. */
  readonly end: number;
  readonly courses: readonly Course[];
}

/** Shows quantities as they are from now on. They are asked only where something is recorded. */
export type Show = (values: () => Measured) => void;

/** More points of one course than this are drawn together. */
const mostPoints = 2_000;

/**
 * The recording that is made now. It is ambient, so that a lesson says what to show and not to whom: experiments
 * that are recorded run one after the other, and each of their models belongs to the recording it began in.
 */
let current: Recorder | undefined;

/** Runs an experiment, and records what it shows. */
export async function recorded<Result>(
  experiment: () => Result | Promise<Result>,
): Promise<{ readonly result: Result; readonly recording: Recording | undefined }> {
  if (current) throw new Error("an experiment is being recorded: await it before the next");
  const recorder = new Recorder();
  current = recorder;
  try {
    return { result: await experiment(), recording: recorder.recording() };
  } finally {
    current = undefined;
  }
}

/** Shows quantities over the time of a clock, from now on. */
export function showOn(clock: Pick<Clock, "now">): Show {
  const recorder = current;
  const began = clock.now();
  return (values) => recorder?.show("ms", clock.now() - began, values());
}

/** Shows quantities in a model that counts its time itself, `ms` milliseconds after it began. */
export const showAfter = (ms: number, values: () => Measured): void => current?.show("ms", ms, values());

/** Shows quantities in an experiment without time, after the trial with this number, from 0. */
export const showTrial = (n: number, values: () => Measured): void =>
  current?.show("trials", n + 1, values());

class Recorder {
  readonly #axes = { ms: new Axis(), trials: new Axis() };

  show(axis: Recording["axis"], at: number, values: Measured): void {
    this.#axes[axis].show(at, values);
  }

  /** Over time, if some has passed; otherwise over trials. */
  recording(): Recording | undefined {
    const axis = (["ms", "trials"] as const).find((one) => this.#axes[one].end > 0);
    return axis && { axis, end: this.#axes[axis].end, courses: this.#axes[axis].courses() };
  }
}

class Axis {
  end = 0;
  readonly #courses = new Map<string, GrowingCourse>();

  show(at: number, values: Measured): void {
    this.end = Math.max(this.end, at);
    for (const [name, value] of Object.entries(values)) {
      const course = this.#courses.get(name) ?? new GrowingCourse();
      this.#courses.set(name, course);
      course.add(at, value);
    }
  }

  courses(): readonly Course[] {
    return [...this.#courses].map(([name, { at, values }]) => ({ name, at, values }));
  }
}

/** A course that keeps a bounded number of points, evenly over its length: neighbors become one, with the later value. */
class GrowingCourse {
  readonly at: number[] = [];
  readonly values: number[] = [];
  #gap = 0;

  add(at: number, value: number): void {
    const last = this.at.length - 1;
    if (this.values[last] === value) return;
    if (last >= 0 && at - (this.at[last] ?? 0) <= this.#gap) this.values[last] = value;
    else {
      this.at.push(at);
      this.values.push(value);
    }
    if (this.at.length > mostPoints) this.#thin();
  }

  #thin(): void {
    const [at, values] = [this.at.splice(0), this.values.splice(0)];
    this.#gap = (2 * ((at.at(-1) ?? 0) - (at[0] ?? 0))) / mostPoints;
    at.forEach((point, i) => {
      this.add(point, values[i] ?? Number.NaN);
    });
  }
}
