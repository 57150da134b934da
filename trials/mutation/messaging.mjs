import { options } from "./options.mjs";

export default options(
  "messaging",
  ["messaging/{.,inbox,instance,outbox,policies,running,settlement,timers,wire}/*.ts"],
  ["messaging/test/*.test.ts"],
);
