import type { ServiceName } from "#contracts/generated/events.ts";
import type { Stage, Story } from "#stage/stories/story.ts";

interface Rush {
  readonly customers: number;
  /** The time between two orders, in milliseconds. */
  readonly everyMs: number;
  /** Default: one that is charged at once. */
  readonly card?: string;
  /** What happens before a customer orders, by that customer's number. */
  readonly before?: Readonly<Record<number, Happening>>;
  /** What happens after the last order. */
  readonly after?: Happening;
}

/** @param placed the ids of the orders so far, the first one first */
type Happening = (stage: Stage, placed: readonly string[]) => unknown;

/** Customers order at a steady pace, whatever happens to the company meanwhile. */
export const rush = ({ after, before = {}, card, customers, everyMs }: Rush): Story => ({
  name: "rush-of-a-lesson",
  about: "Customers order at a steady pace, whatever happens meanwhile.",
  needsFaultInjection: true,
  crowd: true,
  async run(stage) {
    const { customer, passes } = stage;
    const placed: string[] = [];
    for (let n = 1; n <= customers; n += 1) {
      await before[n]?.(stage, placed);
      placed.push(await customer.places({ customerId: `customer-${n}`, ...(card && { card }) }));
      await passes(everyMs);
    }
    await after?.(stage, placed);
    await stage.rest();
  },
});

export const dies =
  (service: ServiceName): Happening =>
  ({ faults }) =>
    faults.kill({ service, instance: 1 });

export const starts =
  (service: ServiceName): Happening =>
  ({ faults }) =>
    faults.start({ service, instance: 1 });

/** One thing after the other. */
export const inTurn =
  (...happenings: readonly Happening[]): Happening =>
  async (stage, placed) => {
    for (const happens of happenings) await happens(stage, placed);
  };
