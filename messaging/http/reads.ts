import type { Running } from "../running/run.ts";
import type { Store } from "../store.ts";

/** How often a read that is not answered asks whether the store is away, in milliseconds. */
const askEveryMs = 500;

/**
 * The store for a service's GET routes: a read that waits while the store becomes known to be away is rejected then, and not when
 * the driver gives up.
 */
export function promptReads<S extends Pick<Store, "get" | "list">>(
  store: S,
  { outage }: Pick<Running, "outage">,
): S {
  const promptly = <T>(read: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const asking = setInterval(() => {
        const away = outage();
        if (!away) return;
        clearInterval(asking);
        reject(away);
      }, askEveryMs);
      read.then(resolve, reject).finally(() => clearInterval(asking));
    });
  return {
    ...store,
    get: (key) => promptly(store.get(key)),
    list: (from, options) => promptly(store.list(from, options)),
  };
}
