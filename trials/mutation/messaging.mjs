import { options } from "./options.mjs";

export default options("messaging", ["messaging/*.ts"], ["messaging/test/*.test.ts"]);
