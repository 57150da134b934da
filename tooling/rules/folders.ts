import { services } from "#contracts/hears.ts";

/** What one process needs to run the company on the embedded adapters; copies of the repository take these. */
export const embeddedCompany: readonly string[] = ["contracts", "messaging", ...services, "outside", "stage"];

/** Every top-level folder with code: the import rules apply to all of them. */
export const folders: readonly string[] = [
  ...embeddedCompany,
  "lessons",
  "trials",
  "operations",
  "examples",
  "tooling",
];

/** Where `npm test` measures coverage: not in the programs that themselves test, teach or check. */
export const coveredFolders: readonly string[] = [...embeddedCompany, "operations", "trials/simulation"];
