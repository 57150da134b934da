import { existsSync, readdirSync } from "node:fs";
import { options } from "./options.mjs";

// Whatever has a service.ts at the top is one; a list in TypeScript cannot be read here.
const isService = (folder) => folder !== "messaging" && existsSync(`${folder}/service.ts`);
const services = `{${readdirSync(".").filter(isService).join()}}`;

/** The reactions and what they stand on. */
export default options(
  "services",
  [`${services}/!(main|http|http-provider|smtp-sender|mail).ts`],
  [`${services}/test/*.test.ts`],
);
