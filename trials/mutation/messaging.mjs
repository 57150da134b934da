import { options } from "./options.mjs";

export default options(
  "messaging",
  ["messaging/{.,inbox,instance,outbox,policies,running,settlement,timers,wire}/*.ts"],
  // The chassis' own tests, and the conformance suite of the system clock: it runs beside that of the virtual one.
  [
    "messaging/{.,inbox,instance,outbox,settlement,timers,wire}/test/*.test.ts",
    "messaging/memory/test/clock.test.ts",
  ],
);
