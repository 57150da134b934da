import type { CompanyState } from "../../../narrative/state.ts";
import { type Breach, worstOf } from "./breach.ts";
import type { Judge } from "./judge.ts";
import type { Promised } from "./promises.ts";

/** Finds the latest breach that somebody caused, as long as it stands, although an earlier one may be worse. */
export interface LatestBreach {
  /** That breach at a moment, if there is one. @param told the breach that is told now */
  find(all: readonly Promised[], state: CompanyState, isFinal: boolean, told: Told): Breach | undefined;
  /** Tells a breach that somebody asked for until something else breaks. @param all the promises when it was judged */
  pin(all: readonly Promised[], promise: string): void;
  /** Forgets what was broken: there is another log. */
  forget(): void;
}

interface Told {
  readonly breach: Breach | undefined;
  /** When it broke: whoever looks at what led to it has caused nothing else. */
  readonly at: number;
}

export function createLatestBreach(judge: Pick<Judge, "tell">): LatestBreach {
  /** The broken promises that were looked at. One whose hop is still to be reported is looked at again. */
  let seen = new Set<string>();
  let latest: string | undefined;

  return {
    find(all, state, isFinal, told) {
      const broken = all.filter(isBroken);
      const tell = (promise: Promised): Breach => judge.tell(state, promise, isFinal);
      let another: Breach | undefined;
      for (const promise of broken) {
        if (!told.breach || state.position <= told.at || seen.has(promise.name)) continue;
        const broke = promise.name === told.breach.promise ? undefined : tell(promise);
        if (broke?.isReportDue) continue;
        seen.add(promise.name);
        if (broke && isAnother(broke, told.breach)) another ??= broke;
      }
      seen = new Set(broken.flatMap(({ name }) => (seen.has(name) || !told.breach ? [name] : [])));
      const standing = broken.find(({ name }) => name === latest);
      latest = another?.promise ?? standing?.name;
      return another ?? (standing && tell(standing));
    },
    pin(all, promise) {
      seen = new Set(all.filter(isBroken).map(({ name }) => name));
      // The worst is told anyway, until a worse one breaks.
      latest = worstOf(all)?.name === promise ? undefined : promise;
    },
    forget() {
      seen = new Set();
      latest = undefined;
    },
  };
}

const isBroken = ({ is }: Promised): boolean => is === "broken";

/** Whether a breach has another cause than the one that is told, or is felt where that one is not. */
function isAnother(broke: Breach, told: Breach): boolean {
  if (broke.without.length === 0) return false;
  const isElsewhere = !broke.without.some(({ name }) => told.without.some((one) => one.name === name));
  return isElsewhere || (broke.isFelt && !told.isFelt);
}
