/**
 * How long a store keeps the ids of handled messages, in days: longer than the longest outage, all retries and a
 * redrive. A copy that arrives later is handled again.
 */
export const retentionDays = 14;
