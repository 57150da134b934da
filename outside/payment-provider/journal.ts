import type { Charge, Refund } from "./charge.ts";

/** Something that moved, or changed how it stands. */
export type Entry = { readonly charge: Charge } | { readonly refund: Refund };

/** Where the provider writes down what moved, before it says so. */
export interface Journal {
  /**
   * What was written before this process began, in that order; a charge that changed is there once for each
   * state.
   */
  past(): { readonly charges: readonly Charge[]; readonly refunds: readonly Refund[] };
  write(entry: Entry): void;
}

/** Keeps nothing. */
export const forgetful: Journal = { past: () => ({ charges: [], refunds: [] }), write: () => {} };
