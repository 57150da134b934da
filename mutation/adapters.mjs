import { options } from "./options.mjs";

/** Those that need no servers; what speaks to RabbitMQ and MongoDB is tried by `npm run chaos`. */
export default options(
  "adapters",
  ["messaging/{memory,http}/*.ts"],
  ["messaging/{memory,http}/test/*.test.ts"],
);
