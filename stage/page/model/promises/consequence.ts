import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { feltHarmsTo, type Harm } from "../../../narrative/text/results/harm.ts";
import { type Blame, blameFor } from "./blame/blame.ts";
import { pathTo } from "./harm-path.ts";

/** A breach that nobody feels by itself. */
interface Bookkeeping {
  /** The orders that it is about. */
  readonly orders: readonly (string | undefined)[];
  /** The guarantees without which it came about. */
  readonly without: readonly Blame[];
  readonly isAtRest: boolean;
}

/** What a person feels of it. */
interface Consequence {
  readonly harm: string | undefined;
  /** Whether people feel harm to these orders, and all of it came about without other guarantees. */
  readonly isFeltOtherwise: boolean;
}

/** The promise that a harm breaks. */
const promiseOf: Readonly<Partial<Record<Harm["kind"], string>>> = {
  chargedTwice: "at most one charge and one refund per order",
  notRefunded: "the customer pays the price of a delivered order, and nothing for a cancelled one",
  unpaid: "the customer pays the price of a delivered order, and nothing for a cancelled one",
  waiting: "every order is delivered or cancelled",
  paidAndWaiting: "every order is delivered or cancelled",
  cookedForNothing: "an order cancelled before payment triggers no cooking, delivery or new charge",
  toldTwice: "no notification is sent twice",
};

/** The causes of so many harms are looked for: each takes a search through the log. */
const most = 10;

/** The harm that a breach led to. Harm that came about without other guarantees has nothing to do with it. */
export function consequenceOf(
  log: NarrativeLog,
  state: CompanyState,
  { isAtRest, orders, without }: Bookkeeping,
): Consequence {
  const harms = [...new Set(orders)].flatMap((orderId) =>
    orderId === undefined ? [] : feltHarmsTo(state, orderId, isAtRest).map((harm) => ({ ...harm, orderId })),
  );
  const own = new Set(without.map(({ name }) => name));
  const isIts = ({ kind, one, orderId }: (typeof harms)[number]): boolean => {
    const promise = promiseOf[kind];
    if (own.size === 0 || promise === undefined) return true;
    const way = pathTo(log, state, { promise, violation: one, orderId });
    const blamed = blameFor(log, state, promise, way);
    return blamed.length === 0 || blamed.some(({ name }) => own.has(name));
  };
  const harm = harms.slice(0, most).find(isIts)?.one;
  return { harm, isFeltOtherwise: harm === undefined && harms.length > 0 };
}
