import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Chance } from "./chance.ts";
import { faultKinds } from "./fault-kinds.ts";
import { type Fault, type FaultKind, lastFaultMs } from "./faults.ts";

/** None in one history of ten, up to forty-five in the others. */
export function drawFaults(draw: Chance, instances: number): readonly Fault[] {
  const count = draw.happens(0.1) ? 0 : draw.whole(1, draw.one([5, 25, 45]));
  return Array.from({ length: count }, (_, n) => {
    const kind = draw.one(lots);
    const { shortestMs = 0, longestMs, latestMs = lastFaultMs } = kind;
    const longest = draw.one([Math.min(longestMs, shortestMs + 3_000), longestMs]);
    const who = { service: serviceFor(kind, draw), instance: draw.whole(1, instances) };
    return {
      id: `f${n + 1}`,
      kind: kind.kind,
      at: draw.whole(0, latestMs),
      forMs: draw.whole(shortestMs, longest),
      who,
    };
  });
}

/** Each kind as often as it weighs, in twentieths. */
const lots = faultKinds.flatMap((kind) =>
  Array.from<FaultKind>({ length: Math.round((kind.weight ?? 1) * 20) }).fill(kind),
);

/** Who has what can be struck: three of the services set timers, two make calls, one keeps couriers, and one takes webhooks. */
function serviceFor({ strikes, meanwhile }: FaultKind, draw: Chance): ServiceName {
  if (!("operation" in strikes)) return draw.one(services);
  if (meanwhile === "pays") return "payments";
  if (strikes.operation === "keep" || strikes.operation === "give-up") return "couriers";
  if (strikes.operation === "step") return draw.one(["couriers", "restaurants", "restaurants"]);
  if (strikes.operation === "timer") return draw.one(["payments", "restaurants", "couriers"]);
  if (strikes.operation === "verdict" || strikes.operation === "webhook") return "payments";
  if (strikes.operation === "command") return draw.one(["orders", "orders", "payments"]);
  if (strikes.operation === "call" || strikes.operation === "postpone") {
    return draw.one(["payments", "payments", "notifications"]);
  }
  return draw.one(services);
}
