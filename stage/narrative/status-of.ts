/** The status of a document; undefined if it has none: restaurants, menus and rosters. */
export const statusOf = (document: object | undefined): string | undefined =>
  document && "status" in document && typeof document.status === "string" ? document.status : undefined;
