import type { Chance } from "../chance.ts";
import { faultKinds } from "./fault-kinds.ts";
import { type FaultKind, lastFaultMs, type PlannedFault } from "./faults.ts";

/** No faults in one history out of ten, up to 45 in the others. */
export function drawFaults(
  draw: Chance,
  services: readonly string[],
  instances: number,
): readonly PlannedFault[] {
  const count = draw.happens(0.1) ? 0 : draw.whole(1, draw.one([5, 25, 45]));
  return Array.from({ length: count }, (_, n) => {
    const kind = draw.one(weightedKinds);
    const { shortestMs = 0, longestMs, latestMs = lastFaultMs } = kind;
    const longest = draw.one([Math.min(longestMs, shortestMs + 3_000), longestMs]);
    const who = { service: targetService(kind, draw, services), instance: draw.whole(1, instances) };
    return {
      id: `f${n + 1}`,
      kind: kind.kind,
      at: draw.whole(0, latestMs),
      forMs: draw.whole(shortestMs, longest),
      who,
    };
  });
}

/** Each kind, repeated in proportion to its weight (in twentieths). */
const weightedKinds = faultKinds.flatMap((kind) =>
  Array.from<FaultKind>({ length: Math.round((kind.weight ?? 1) * 20) }).fill(kind),
);

/** Picks a service that has the operation: not every service sets timers, makes calls or receives webhooks. */
function targetService({ target, meanwhile }: FaultKind, draw: Chance, services: readonly string[]): string {
  if (!("operation" in target)) return draw.one(services);
  if (meanwhile === "pays") return "payments";
  if (target.operation === "keep" || target.operation === "give-up") return "couriers";
  if (target.operation === "step") return draw.one(["couriers", "restaurants", "restaurants"]);
  if (target.operation === "timer") return draw.one(["payments", "restaurants", "couriers"]);
  if (target.operation === "charge-result" || target.operation === "webhook") return "payments";
  if (target.operation === "command") return draw.one(["orders", "orders", "payments"]);
  if (target.operation === "call" || target.operation === "postpone") {
    return draw.one(["payments", "payments", "notifications"]);
  }
  return draw.one(services);
}
