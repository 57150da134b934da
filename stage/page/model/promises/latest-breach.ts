import type { CompanyState } from "../../../narrative/state.ts";
import { type Breach, worstOf } from "./breach.ts";
import type { Judge } from "./judge.ts";
import type { Promised } from "./promises.ts";

/**
 * Finds the latest breach that somebody caused, as long as it stands, although an earlier one may be worse. One that nobody feels takes
 * the place of none that a person feels.
 */
export interface LatestBreach {
  /** That breach at a moment, if there is one. @param told the breach that is told now */
  find(all: readonly Promised[], state: CompanyState, isFinal: boolean, told: Told): Latest | undefined;
  /** Tells a breach that somebody asked for until something else breaks. @param all the promises when it was judged */
  pin(all: readonly Promised[], broke: Pick<Breach, "orderId" | "promise">): void;
  /** Forgets what was broken: there is another log. */
  forget(): void;
}

interface Latest {
  readonly breach: Breach;
  /** Whether it was not told before. */
  readonly isNew: boolean;
}

interface Told {
  readonly breach: Breach | undefined;
  /** When it broke: whoever looks at what led to it has caused nothing else. */
  readonly at: number;
}

/** So many orders are looked at in a check for which a promise broke that was broken before: each takes a search through the log. */
const most = 2;

export function createLatestBreach(judge: Pick<Judge, "about" | "tell">): LatestBreach {
  /** By broken promise, the violations that were looked at. One whose hop is still to be reported is looked at again. */
  let seen = new Map<string, ReadonlySet<string>>();
  /** The guarantees that were told to be missing. */
  const told = new Set<string>();
  let latest: (Pick<Breach, "orderId" | "promise"> & { readonly isAsked?: true }) | undefined;

  /** The first breach that has another cause than what was told. Remembers what was looked at. */
  function findAnother(
    broken: readonly Promised[],
    now: Breach,
    tell: (promise: Promised) => Breach,
  ): Breach | undefined {
    let another: Breach | undefined;
    let left = most;
    for (const promise of broken) {
      const { name, violations } = promise;
      const before = seen.get(name);
      if (!before) {
        const broke = name === now.promise ? undefined : tell(promise);
        if (broke?.isReportDue) continue;
        seen.set(name, new Set(violations));
        if (broke && isAnother(broke, now) && !isLesser(broke, now)) another ??= broke;
        continue;
      }
      for (const text of violations.filter((one) => !before.has(one)).toReversed()) {
        if (left === 0) break;
        left -= 1;
        const broke = tell({ ...promise, violations: [text] });
        if (broke.isReportDue) continue;
        seen.set(name, new Set([...(seen.get(name) ?? []), text]));
        const isOfOther = broke.without.length > 0 && !broke.without.some(({ name }) => told.has(name));
        const others = violations.filter((one) => one !== text);
        if (isOfOther && !isLesser(broke, now))
          another ??= tell({ ...promise, violations: [text, ...others] });
      }
    }
    return another;
  }

  return {
    find(all, state, isFinal, { at, breach }) {
      const broken = all.filter(isBroken);
      const tell = (promise: Promised): Breach => judge.tell(state, promise, isFinal);
      for (const { name } of breach?.without ?? []) told.add(name);
      if (!breach) {
        told.clear();
        seen = new Map(broken.map(({ name, violations }) => [name, new Set(violations)]));
      }
      const another = breach && state.position > at ? findAnother(broken, breach, tell) : undefined;
      seen = new Map([...seen].filter(([promise]) => broken.some(({ name }) => name === promise)));
      if (another) latest = another;
      const standing = broken.find(({ name }) => name === latest?.promise);
      if (!standing) latest = undefined;
      if (another) return { breach: another, isNew: true };
      if (!standing) return undefined;
      const stands = tell(judge.about(state, standing, latest?.orderId));
      const worst = stands.isHarmful || latest?.isAsked ? undefined : worstOf(broken);
      return worst && isLesser(stands, tell(worst)) ? undefined : { breach: stands, isNew: false };
    },
    pin(all, { orderId, promise }) {
      seen = new Map(all.filter(isBroken).map(({ name, violations }) => [name, new Set(violations)]));
      // The worst is told anyway, until a worse one breaks.
      latest = worstOf(all)?.name === promise ? undefined : { promise, orderId, isAsked: true };
    },
    forget() {
      seen = new Map();
      told.clear();
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

/** Whether nobody feels a breach, where a person feels the one that is told. */
const isLesser = (broke: Breach, told: Breach): boolean => told.isHarmful && !broke.isHarmful;
