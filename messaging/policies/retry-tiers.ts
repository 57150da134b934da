/** How long a message waits after each failure: tier, and milliseconds. After the last tier it is parked. */
export const retryTiers = [
  ["1s", 1_000],
  ["5s", 5_000],
  ["30s", 30_000],
  ["2m", 120_000],
  ["10m", 600_000],
] as const;
