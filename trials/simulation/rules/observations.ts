import type { Hop } from "#messaging/instance/hops.ts";

/** The observations to count for a hop, as text that the races refer to. */
export function observationsIn(hop: Hop): readonly string[] {
  switch (hop.kind) {
    case "handled":
      return handled(hop);
    case "ignored":
      return [`ignored ${hop.message.type}: ${hop.why.replaceAll(/\d+/g, "N")}`];
    case "refused":
    case "duplicate":
      return [`${hop.kind} ${hop.message.type}`];
    case "retried":
      return [`retried in ${hop.tier}`];
    case "parked":
      return [`parked ${hop.reason}`];
    case "published":
      return hop.again ? ["published again"] : [];
    case "call":
      return hop.failed ? [`failed ${hop.name}`] : hop.attempt > 1 ? [`called again ${hop.name}`] : [];
    case "batch":
      return hop.conflicts > 0 ? [`conflict in ${hop.service}`] : [];
    default:
      return [];
  }
}

function handled({ message: { type }, did }: Extract<Hop, { kind: "handled" }>): readonly string[] {
  if (type.endsWith(".v1")) return [`event ${type}`];
  const isSent = did.saved.some(({ key }) => key.startsWith("deliveries/"));
  return type === "couriers.assign" && !isSent ? ["a reserved courier is released"] : [`handled ${type}`];
}
