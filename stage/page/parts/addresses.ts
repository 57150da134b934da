import type { Addresses } from "../model/addresses.ts";

/** The addresses of the other pages, which the document around this page names. */
export const addresses: Addresses = document.documentElement.dataset;
