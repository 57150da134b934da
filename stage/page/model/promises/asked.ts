import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import type { Player } from "../session/player.ts";
import type { Source } from "../session/source.ts";
import { type Breach, orderIn, type Told } from "./breach.ts";
import { type Judge, worstIn } from "./judge.ts";
import type { Promised } from "./promises.ts";

/** What somebody can ask for. */
export interface Asked {
  /** Judges a moment of the past again, and tells the breach that was told then. Returns whether it is found there. */
  recall(told: Told): boolean;
  /** Tells how a promise broke, whichever it is. @param orderId for which order. Default: the first */
  tell(promise: Promised, orderId?: string): Breach;
}

interface Judging {
  readonly source: Source;
  readonly player: Player;
  readonly judge: Judge;
  isFinal(state: CompanyState): boolean;
  forgetOtherLog(): void;
  /** Tells a breach. @param all the promises when it was judged; as they were judged last, by default */
  show(broke: Breach, position: number, all?: readonly Promised[]): void;
}

/** Tells what somebody asks for: the breach of a link, and that of a promise. */
export const asked = ({ source, player, judge, ...at }: Judging): Asked => ({
  recall(told) {
    at.forgetOtherLog();
    const { all, broke } = recalled(source, judge, told);
    if (broke) at.show(broke, told.position, all);
    return broke !== undefined;
  },
  tell(promise, orderId) {
    const state = source.log.stateAt(player.position.peek());
    const broke = judge.tell(state, judge.about(state, promise, orderId), at.isFinal(state));
    at.show(broke, state.position);
    return broke;
  },
});

/** The promises at a moment that is judged again, and the breach that was told then, about the same order. */
function recalled(
  source: Source,
  judge: Judge,
  { isAtRest, orderId, position, promise }: Told,
): { readonly all: readonly Promised[]; readonly broke: Breach | undefined } {
  const { log } = source;
  const state = log.stateAt(position);
  const isFinal = isAtRest && judge.isOver(state);
  const all = judge.conclude(state, isFinal, [...judge.stepsOf(state, isFinal)]);
  if (promise === undefined) return { all, broke: worstIn(judge, all, state, isFinal) };
  const found = all.find(({ is, name }) => is === "broken" && name === promise);
  const broke = found && judge.tell(state, judge.about(state, found, orderId), isFinal);
  return { all, broke: orderId === undefined || broke?.orderId === orderId ? broke : undefined };
}

/** By log and violation, the order that it is about: promises are judged again and again. */
const known = new WeakMap<NarrativeLog, Map<string, string>>();
/** So many violations that are about no order are looked at: each takes a search through the log. */
const most = 20;

/** The orders for which a promise broke, in the order in which they were placed. */
export function ordersOf(
  log: NarrativeLog,
  state: CompanyState,
  { violations }: Pick<Promised, "violations">,
): readonly string[] {
  const orders = known.get(log) ?? new Map<string, string>();
  known.set(log, orders);
  let left = most;
  for (const text of violations) {
    if (orders.has(text) || left === 0) continue;
    const order = orderIn(log, state, text);
    if (order === undefined) left -= 1;
    else orders.set(text, order);
  }
  const harmed = new Set(violations.flatMap((text) => orders.get(text) ?? []));
  return [...state.orders.keys()].filter((orderId) => harmed.has(orderId));
}
