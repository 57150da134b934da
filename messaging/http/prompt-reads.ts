import type { Running } from "../running/run-service.ts";
import type { Store } from "../store.ts";

/** How often a pending read checks whether the store is away, in milliseconds. */
const checkEveryMs = 500;

/**
 * The store for a service's GET routes. A pending read rejects as soon as the store is known to be away,
 * instead of when the driver gives up.
 */
export function promptReads<S extends Pick<Store, "get" | "list">>(
  store: S,
  { outage }: Pick<Running, "outage">,
): S {
  const promptly = <T>(read: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const check = setInterval(() => {
        const away = outage();
        if (!away) return;
        clearInterval(check);
        reject(away);
      }, checkEveryMs);
      read.then(resolve, reject).finally(() => clearInterval(check));
    });
  return {
    ...store,
    get: (key) => promptly(store.get(key)),
    list: (from, options) => promptly(store.list(from, options)),
  };
}
