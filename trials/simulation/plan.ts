import type { RunOptions } from "#messaging/running/run-service.ts";
import { choreography, type Design } from "#stage/company/design.ts";
import { randomFrom } from "#stage/company/random.ts";
import type { Settings } from "#stage/company/settings.ts";
import { type Chance, chance } from "./chance.ts";
import { drawFaults } from "./faults/draw-faults.ts";
import type { PlannedFault } from "./faults/faults.ts";
import { drawErrands, type Errand } from "./people/errands.ts";

/** Everything that a seed determines before the history starts: what people do, what fails, and when. */
export interface Plan {
  readonly seed: number;
  /** How the company is built. */
  readonly design: Design;
  readonly settings: Settings;
  /** How many instances of each service. */
  readonly instances: number;
  readonly run: RunOptions;
  /** Latency: the share of operations that take any time at all. */
  readonly slowness: number;
  /** How many couriers work in each zone: few, so that orders wait. */
  readonly couriers: number;
  /** How many orders of a zone may wait for a courier. */
  readonly maxWaiting: number;
  readonly orders: readonly PlannedOrder[];
  readonly errands: readonly Errand[];
  readonly faults: readonly PlannedFault[];
}

/** What a customer does. All times are in milliseconds after the start of the history. */
export interface PlannedOrder {
  readonly id: string;
  readonly at: number;
  readonly customerId: string;
  readonly restaurantId: string;
  readonly items: readonly { readonly dishId: string; readonly quantity: number }[];
  readonly card: string;
  /** Sends the same order again, with the same Idempotency-Key, this long after the first. */
  readonly againAfterMs: number | undefined;
  readonly cancelsAfterMs: number | undefined;
  /** Confirms the payment, if the provider requires it. */
  readonly confirmsAfterMs: number | undefined;
  /** Confirms directly with the provider. */
  readonly confirmsOutsideAfterMs: number | undefined;
}

/** When the last order is placed, in milliseconds. */
export const lastOrderMs = 60_000;

/** The plan for a seed; the same seed always gives the same plan. @param design how the company is built */
export function planOf(seed: number, design: Design = choreography): Plan {
  const draw = chance(randomFrom(seed));
  const instances = draw.one([1, 2, 2, 2, 3]);
  return {
    seed,
    design,
    instances,
    settings: {
      paymentExpiryMs: draw.one([4_000, 15_000, 60_000]),
      cookingMs: draw.one([0, 300, 5_000, 30_000]),
      givingUpMs: draw.one([1_000, 5_000, 5_000, 30_000, 60_000]),
      travelMs: draw.one([100, 5_000, 20_000]),
    },
    run: { maxBatch: draw.one([1, 3, 200, 200]), prefetch: draw.one([2, 20, 500, 500]) },
    slowness: draw.one([0.05, 0.2, 0.5]),
    couriers: draw.one([1, 1, 1, 2, 4]),
    maxWaiting: draw.one([1, 1_000, 1_000, 1_000]),
    orders: drawOrders(draw),
    errands: drawErrands(draw),
    faults: drawFaults(draw, design.services, instances),
  };
}

const kitchens: readonly (readonly [string, readonly string[]])[] = [
  ["trattoria-sole", ["margherita", "diavola", "lasagne"]],
  ["bombay-corner", ["dal-tadka", "garlic-naan", "hunters-biryani"]],
  ["green-bowl", ["falafel-bowl", "lentil-soup"]],
  ["chez-colette", ["ratatouille", "quiche-lorraine"]],
];

const cards = [
  ...["tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok"],
  ...["tok_confirm", "tok_confirm", "tok_confirm", "tok_slow", "tok_flaky", "tok_lost"],
  ...["tok_declined", "tok_insufficient"],
];

/** Orders are spread over the minute, or come in a rush for which there are not enough couriers. */
function drawOrders(draw: Chance): readonly PlannedOrder[] {
  const withinMs = draw.one([lastOrderMs, lastOrderMs, 6_000]);
  const from = draw.whole(0, lastOrderMs - withinMs);
  return Array.from({ length: draw.whole(6, draw.one([12, 12, 30])) }, (_, n) =>
    drawOrder(draw, n + 1, from + draw.whole(0, withinMs)),
  );
}

function drawOrder(draw: Chance, n: number, at: number): PlannedOrder {
  const [restaurantId, dishes] = draw.one(kitchens);
  const card = draw.one(cards);
  const wantsConfirmation = card === "tok_confirm";
  return {
    id: `o${n}`,
    at,
    customerId: `customer-${draw.whole(1, 20)}`,
    restaurantId,
    items: [
      { dishId: draw.happens(0.02) ? "nothing-we-know" : draw.one(dishes), quantity: draw.whole(1, 3) },
    ],
    card,
    againAfterMs: draw.sometimes(0.15, () => draw.whole(0, 60_000)),
    cancelsAfterMs: draw.sometimes(0.3, () =>
      draw.one([draw.whole(0, 40), draw.whole(0, 200), draw.whole(0, 2_000), draw.whole(0, 60_000)]),
    ),
    confirmsAfterMs: draw.sometimes(wantsConfirmation ? 0.7 : 0.02, () => draw.whole(500, 40_000)),
    confirmsOutsideAfterMs: draw.sometimes(wantsConfirmation ? 0.4 : 0, () => draw.whole(500, 70_000)),
  };
}
