// The result of a test run, which mocha's process passes to tooling/testing/run-tests.ts.

/** The end of the title of each suite on real servers: for readers, for --on-real-servers, and for the tally. */
export const onRealServers = ", on real servers";

export type Tally = {
  passed: number;
  skipped: number;
  onRealServers: number;
  /** A failed hook counts, too. */
  failed: Failure[];
};

export interface Failure {
  /** With the titles of its suites. */
  readonly title: string;
  /** The error's stack, or whatever was thrown, as text. */
  readonly error: string;
}
