/** Growth that is negligible over half a soak: in megabytes, handles or messages. */
export function negligibleFor(what: string): number {
  if (what.startsWith("memory")) return 10;
  return what.startsWith("handles") ? 5 : 50;
}

/** Why something may grow; undefined if it must not. */
export function allowedGrowth(what: string): string | undefined {
  if (what === "memory of mongodb (MB)") return "fills its 0.5 GB cache, and stores message ids for 14 days";
  return what === "memory of provider (MB)"
    ? "is an external system that keeps its ledger in memory"
    : undefined;
}
