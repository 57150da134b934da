import type { NarrativeLog } from "../../../../narrative/log.ts";
import type { CompanyState } from "../../../../narrative/state.ts";
import { subjectOf } from "../../words.ts";
import { isAtRest, type Since } from "../promises.ts";

/** Real time has come to rest when nothing has happened for this long, in milliseconds. */
export const restMs = 1_000;
/** The most moments that are looked at: each takes a state of its own. */
const most = 50;

/** The positions at which a company had come to rest before somebody did something, where that is known. */
export type Rests = readonly number[];

/**
 * The first moment of rest after an order moved last: what is broken at a later rest was broken then. It is known of the company in
 * the tab, and otherwise read from the log, so a page that is opened again finds the same.
 */
export function firstRest(
  log: NarrativeLog,
  order: string | undefined,
  state: CompanyState,
  rests?: Rests,
): Since {
  const here = { position: state.position, at: state.at };
  if (order === undefined) return here;
  const moved = lastMove(log, order, state.position);
  if (moved === undefined)
    return { position: here.position, at: log.entries[0]?.at ?? here.at, isForgotten: true };
  if (rests) {
    const first = rests.find((rest) => rest > moved && rest < here.position);
    return first === undefined ? here : { position: first, at: log.stateAt(first).at };
  }
  let looked = 0;
  for (let position = moved + 1; position < here.position && looked < most; position += 1) {
    if (!isPause(log, position)) continue;
    looked += 1;
    const then = log.stateAt(position);
    if (isAtRest(then)) return { position, at: then.at };
  }
  return here;
}

function lastMove(log: NarrativeLog, order: string, before: number): number | undefined {
  for (let at = before - 1; at >= log.first; at -= 1) {
    const entry = log.entry(at);
    if (entry && subjectOf(entry) === order) return at;
  }
  return undefined;
}

/** Whether nothing happened for a while before an entry, or a person did something. */
export function isPause(log: NarrativeLog, position: number): boolean {
  const [before, after] = [log.entry(position - 1), log.entry(position)];
  return (
    after?.kind === "person" ||
    (before !== undefined && after !== undefined && after.at - before.at >= restMs)
  );
}
