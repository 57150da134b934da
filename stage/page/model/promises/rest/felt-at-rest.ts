import { apply } from "../../../../narrative/fold.ts";
import type { NarrativeLog } from "../../../../narrative/log.ts";
import { copyOf, type MutableState } from "../../../../narrative/state.ts";
import { feltHarmsTo } from "../../../../narrative/text/results/harm.ts";
import { isAtRest } from "../promises.ts";
import { isPause } from "./first-rest.ts";

/** What has been read of a log: each entry once. */
interface Reading {
  readonly state: MutableState;
  /** By order, the position of the first rest at which its customer felt harm. */
  readonly felt: Map<string, number>;
}
const readings = new WeakMap<NarrativeLog, Reading>();

/** Whether a customer of these orders felt harm at a moment of rest before a position, even if it has been made good since. */
export function wasFelt(log: NarrativeLog, orders: readonly (string | undefined)[], before: number): boolean {
  const { felt } = readUntil(log, before);
  return orders.some((id) => (felt.get(id ?? "") ?? before) < before);
}

function readUntil(log: NarrativeLog, until: number): Reading {
  const known = readings.get(log);
  const isThere = known !== undefined && known.state.position >= log.first;
  const reading = isThere
    ? known
    : { state: copyOf(log.stateAt(log.first)), felt: known?.felt ?? new Map<string, number>() };
  readings.set(log, reading);
  const { felt, state } = reading;
  while (state.position < until) {
    const entry = log.entry(state.position);
    if (!entry) break;
    if (isPause(log, state.position) && isAtRest(state)) rememberFelt(reading);
    apply(state, entry);
  }
  return { felt, state };
}

function rememberFelt({ felt, state }: Reading): void {
  for (const orderId of state.orders.keys())
    if (!felt.has(orderId) && feltHarmsTo(state, orderId, true).length > 0) felt.set(orderId, state.position);
}
