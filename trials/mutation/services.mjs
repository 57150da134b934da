import { existsSync, readdirSync } from "node:fs";
import { options } from "./options.mjs";

// A service is a folder with a service.ts; the list in TypeScript cannot be imported here.
const isService = (folder) => folder !== "messaging" && existsSync(`${folder}/service.ts`);
const services = `{${readdirSync(".").filter(isService).join()}}`;

/** Mutates the reactions and the modules that they use. */
export default options(
  "services",
  [`${services}/!(main|http|http-provider|smtp-sender|mail).ts`],
  [`${services}/test/*.test.ts`],
);
