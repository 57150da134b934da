// How an outage of the store is treated (`instance/store-health.ts`).

/** In milliseconds. A lost connection is renewed faster than that, and is no outage. */
export const outageAfterMs = 500;
/** In milliseconds: the instance then returns its deliveries to the queue, in time for the broker's timeout. */
export const longOutageAfterMs = 60_000;
/** The longest `Retry-After` that clients are sent meanwhile, in seconds. */
export const longestRetryAfter = 30;
