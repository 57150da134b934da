import { type Signal, signal } from "@preact/signals";
import type { LookName } from "../../exam/case.ts";
import { isSentence } from "../../exam/points.ts";
import type { SuspectName } from "../../exam/suspects.ts";
import type { Asked, Evening, Question, Solution } from "../worker/protocol.ts";

/** One look, and what it showed. */
export interface Seen {
  readonly name: LookName;
  readonly target: string | undefined;
  readonly lines: readonly string[];
}

/** A case that a learner works on: looks, hints for sentences, guesses with evidence, and how it ended. */
export interface Investigation {
  readonly evening: Signal<Evening | undefined>;
  /** The newest first. */
  readonly seen: Signal<readonly Seen[]>;
  /** What the learner has said, each with the hint that it bought. */
  readonly hints: Signal<readonly { readonly said: string; readonly hint: string }[]>;
  /** What to say to the learner: what is missing, or that it was someone else. */
  readonly notice: Signal<string | undefined>;
  readonly solution: Signal<(Solution & { readonly solved: boolean }) | undefined>;
  look(name: LookName, target: string | undefined): Promise<void>;
  say(sentence: string): Promise<void>;
  guess(suspect: SuspectName | undefined, evidence: string): Promise<void>;
  giveUp(): Promise<void>;
}

export type Ask = <Name extends Question>(
  name: Name,
  of: Parameters<Asked[Name]>[0],
) => Promise<ReturnType<Asked[Name]>>;

/** @param ended told once, with the points */
export function investigation(number: number, ask: Ask, ended: (points: number) => void): Investigation {
  const evening = signal<Evening | undefined>(undefined);
  const seen = signal<readonly Seen[]>([]);
  const hints = signal<Investigation["hints"]["value"]>([]);
  const notice = signal<string | undefined>(undefined);
  const solution = signal<Investigation["solution"]["value"]>(undefined);

  /** Does something, and says what went wrong. */
  async function attempted(work: () => Promise<void>): Promise<void> {
    notice.value = undefined;
    try {
      await work();
    } catch (error) {
      notice.value = error instanceof Error ? error.message : String(error);
    }
  }

  async function end(solved: boolean): Promise<void> {
    const looks = seen.value.map(({ name }) => name);
    const found = await ask("solution", { solved, looks, hints: hints.value.length });
    solution.value = { ...found, solved };
    ended(found.points);
  }

  void attempted(async () => {
    evening.value = await ask("evening", { number });
  });
  return {
    evening,
    seen,
    hints,
    notice,
    solution,
    look: (name, target) =>
      attempted(async () => {
        const lines = await ask("look", target === undefined ? { name } : { name, target });
        seen.value = [{ name, target, lines }, ...seen.value];
      }),
    say: (sentence) =>
      attempted(async () => {
        if (!isSentence(sentence)) throw new Error("Say it in a sentence, of three words or more.");
        const hint = await ask("hint", { asked: hints.value.length });
        hints.value = [...hints.value, { said: sentence.trim(), hint }];
      }),
    guess: (suspect, evidence) =>
      attempted(async () => {
        if (suspect === undefined) throw new Error("Choose a suspect.");
        if (!isSentence(evidence))
          throw new Error("A guess needs evidence, in three words or more: what did you see?");
        if (await ask("guess", { suspect })) await end(true);
        else notice.value = "No: with that, the evening would have ended differently.";
      }),
    giveUp: () => attempted(() => end(false)),
  };
}
