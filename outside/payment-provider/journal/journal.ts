import type { Charge, Refund } from "../charge.ts";

/** A charge or refund that was made, or changed its status. */
export type Entry = { readonly charge: Charge } | { readonly refund: Refund };

/** Where the provider records charges and refunds before it answers. */
export interface Journal {
  /** The entries from before this process started, in order. A charge that changed has one entry per status. */
  past(): readonly Entry[];
  write(entry: Entry): void;
}

/** A journal that records nothing. */
export const forgetful: Journal = { past: () => [], write: () => {} };
