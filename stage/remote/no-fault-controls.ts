import type { FaultControls } from "../stories/story.ts";

/** The fault controls of a company that has none from here: each refuses, and says what to do instead. */
export function noFaultControls(remedy: string): FaultControls {
  const refuse = (): never => {
    throw new Error(remedy);
  };
  return {
    kill: refuse,
    start: refuse,
    killBeforePublishing: refuse,
    killBeforeCommitting: refuse,
    disarm: refuse,
    publishEverythingTwice: refuse,
    stopBroker: refuse,
    startBroker: refuse,
    stopDatabase: refuse,
    startDatabase: refuse,
    stopProvider: refuse,
    startProvider: refuse,
    poison: refuse,
    delay: refuse,
  };
}
