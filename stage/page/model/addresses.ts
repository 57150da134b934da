/** Where the pages of an edition are, as links from one to another. */
export interface Addresses {
  /** The company in a tab. */
  readonly tab?: string;
  readonly lessons?: string;
  /** The company that serves these pages, in real time. */
  readonly live?: string;
}

/** As files in one folder. */
export const asFiles = { tab: "index.html", lessons: "lessons.html" } as const satisfies Addresses;

/** As routes of a server that runs or watches a company. */
export const asRoutes = { tab: "tab", lessons: "lessons", live: "./" } as const satisfies Addresses;
