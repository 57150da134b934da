/** The most unacknowledged deliveries of an instance, unless `PREFETCH` says otherwise. */
export const defaultPrefetch = 500;

/** The most messages in one commit, unless `MAX_BATCH` says otherwise. */
export const defaultMaxBatch = 300;
