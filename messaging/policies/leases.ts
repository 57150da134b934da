// Outbox entries and timers are owned by lease: by the instance that committed or claimed them, until the lease
// ends. Then any instance may claim them (`timers/scheduler.ts`), so a crash delays them and loses none. In
// milliseconds.

/** For new events, and timers that are due when they are set. Each instance looks for expired leases this often. */
export const eventLeaseMs = 5_000;
/** For a new call: longer than its timeout. */
export const callLeaseMs = 30_000;
/** For each claim: of events, calls or timers. */
export const claimLeaseMs = 30_000;
