// The result of a test run, which mocha's process passes to tooling/testing/run-tests.ts.

/** The end of the title of each suite on real servers: for readers, for --on-real-servers, and for the tally. */
export const onRealServers = ", on real servers";

export type Tally = { passed: number; failed: number; skipped: number; onRealServers: number };
