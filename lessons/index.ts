import type { Lesson } from "./lesson.ts";
import { balancing } from "./load/balancing.ts";
import { lostAnswers } from "./load/lost-answers.ts";
import { retries } from "./load/retries.ts";

/** All lessons, in the order in which they are best taken. */
export const lessons: readonly Lesson[] = [lostAnswers, balancing, retries];
