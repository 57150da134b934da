import { errorOf } from "#messaging/errors.ts";
import { type BreachWatch, watchBreaches } from "../breach-watch.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import { cannotJudgeByHops } from "../page/model/promises/judged-by-hops.ts";

/**
 * Remembers what a watcher finds broken, for pages that open when its log has forgotten it. It judges what a page can judge by hops, of
 * orders that were placed while it watched.
 *
 * @param lost how many hops were lost so far
 */
export const watchBreachesByHops = (
  log: NarrativeLog,
  lost: () => number,
  onTrouble: (why: Error) => void,
): BreachWatch =>
  watchBreaches(log, () => {}, {
    beganEarlier: true,
    // Whoever may publish to the exchange may publish nonsense.
    onTrouble: (why) => onTrouble(errorOf(why)),
    cannotJudge: (promise) =>
      cannotJudgeByHops(promise, { lost: lost(), isLedgerAway: log.present.provider.is === "away" }),
  });
