import { complaintsOf } from "./complaints.ts";
import { look } from "./looks.ts";
import type { Scene } from "./scene.ts";

/** The orders that people complain about. */
export const labelsIn = (scene: Scene): readonly string[] => [
  ...new Set(complaintsOf(scene).flatMap((text) => text.match(/#\d+/g) ?? [])),
];

/** What tells a case from all others, from nothing but complaints and looks. */
export function fingerprintOf(scene: Scene): string {
  const complaints = complaintsOf(scene);
  const labels = labelsIn(scene).slice(0, 3);
  const isOverdue = (line: string) => line.includes("min ago");
  return JSON.stringify({
    complaints: [...new Set(complaints.map((text) => text.replaceAll(/#\d+|\d+\.\d+/g, "…")))].sort(),
    outbox: look(scene, "outbox", undefined).some(isOverdue),
    timers: look(scene, "timers", undefined).some(isOverdue),
    orders: [...new Set(labels.map((label) => JSON.stringify(factsOf(scene, label))))].sort(),
  });
}

/** What the looks show of one order. */
function factsOf(scene: Scene, label: string) {
  const order = look(scene, "order", label);
  const found = (pattern: RegExp) => order.flatMap((line) => pattern.exec(line)?.slice(1).join(" ") ?? []);
  const handled = new Set(found(/(\w+)#\d handled (\S+)/));
  const ledger = look(scene, "ledger", label);
  return {
    status: order[0]?.replace(label, ""),
    ignored: found(/(\w+)#\d ignored (\S+)/),
    ghosts: found(/(\w+)#\d dropped (\S+) as/).filter((dropped) => !handled.has(dropped)),
    received: order.some((line) => line.includes("payments#1 received orders.order-placed")),
    charges: ledger.filter((line) => line.includes("charge") && line.includes("succeeded")).length,
    refunds: ledger.filter((line) => line.includes("refund")).length,
    processed: look(scene, "processed", label).some((line) => /^payments: .*order-placed/.test(line)),
    payment: look(scene, "documents", label).some((line) => line.startsWith("payments ")),
  };
}
