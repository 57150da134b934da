import { effect, type Signal, signal } from "@preact/signals";
import type { Progress } from "../../learn/progress.ts";
import {
  type Guesses,
  type Points,
  storedGuesses,
  storedPoints,
  storedProgress,
  storeGuesses,
  storePoints,
  storeProgress,
} from "../model/progress-store.ts";
import { type Route, routeOf } from "../model/route.ts";
import { type Laboratory, laboratory } from "./laboratory.ts";

/** What the parts of the lessons' page share. */
export interface Learner {
  readonly route: Signal<Route>;
  readonly progress: Signal<Progress>;
  /** Of this tab: who follows a link out of a lesson and comes back finds the result again. */
  readonly guesses: Signal<Guesses>;
  /** Of the exam. */
  readonly points: Signal<Points>;
  readonly laboratory: Laboratory;
}

export function createLearner(): Learner {
  const shelf = () => localStorage;
  const route = signal(routeOf(location.hash));
  const progress = signal(storedProgress(shelf));
  const points = signal(storedPoints(shelf));
  const tab = () => sessionStorage;
  const guesses = signal(storedGuesses(tab));
  const worker = laboratory();
  addEventListener("hashchange", () => {
    worker.stop();
    route.value = routeOf(location.hash);
  });
  effect(() => storeProgress(progress.value, shelf));
  effect(() => storePoints(points.value, shelf));
  effect(() => storeGuesses(guesses.value, tab));
  return { route, progress, guesses, points, laboratory: worker };
}
