/**
 * How long a store keeps the ids of handled messages, in days: longer than the longest outage, all retries and a
 * redrive. A copy that arrives later is handled again. MongoDB deletes older ones by an index (`mongo/prepare.ts`).
 */
export const retentionDays = 14;
