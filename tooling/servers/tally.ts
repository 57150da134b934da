// What a test run ended with, told by mocha's process to tooling/testing/run-tests.ts.

/** Ends the title of each suite that runs on real servers: readers see it, and the tally counts by it. */
export const onRealServers = ", on real servers";

export type Tally = { passed: number; failed: number; skipped: number; onRealServers: number };
