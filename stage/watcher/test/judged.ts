import type { NarrativeLog } from "../../narrative/log.ts";
import { cannotJudgeByHops } from "../../page/model/promises/judged-by-hops.ts";
import { checkPromises, type Promised } from "../../page/model/promises/promises.ts";

/** What becomes of the promises at the end of a log of hops, as the page judges it. */
export const judged = (log: NarrativeLog): readonly Promised[] => [
  ...checkPromises(log, log.stateAt(log.end), true, true, (name) =>
    cannotJudgeByHops(name, { lost: 0, isLedgerAway: log.present.provider.is === "away" }),
  ),
];
