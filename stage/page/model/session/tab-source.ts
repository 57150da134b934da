import type { Script } from "../../../browser/action.ts";
import { type TabSession, tabSession } from "../../../browser/tab-session.ts";
import { foresee } from "../promises/foresight.ts";
import { fragmentOf } from "./permalink.ts";
import type { Source } from "./source.ts";

/** One turn of the event loop: a message to oneself comes after everything that waits by promises alone. */
function turnsOfTab(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  Object.assign(port1, { onmessage: () => waiting.shift()?.() });
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

/** Lets the page draw. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * The company in this tab: time stands still, runs and turns back as the page says.
 *
 * @param turn resolves after one turn of the event loop. Default: the browser's.
 */
export async function tabSource(first: Script, turn = turnsOfTab()): Promise<Source> {
  let tell = (_refusal: unknown): void => {};
  const options = { turn, keep: 200_000, onRefused: (refusal: unknown) => tell(refusal) };
  let session: TabSession = await tabSession(first, options);
  const replace = async (script: Script, until?: number): Promise<void> => {
    session = await tabSession(script, options, until);
  };
  return {
    kind: "tab",
    get log() {
      return session.log;
    },
    get began() {
      return session.began;
    },
    allows: () => true,
    act: (action) => session.act(action),
    onRefused(listener) {
      tell = listener;
    },
    dropped: () => 0,
    link: ({ notice: _, ...shown }) => fragmentOf({ script: session.script(), ...shown }),
    time: {
      now: () => session.now(),
      next: () => session.next(),
      hasTraffic: () => session.hasTraffic(),
      step: () => session.step(),
      rests: () => session.rests(),
      moveTo: (ms) => session.moveTo(ms),
      rewind: (ms) => replace(session.script(), Math.max(0, ms - session.began.at)),
      restart: (script) => replace(script),
      script: () => session.script(),
      foresee: (from, isWanted) => foresee(session.script(), from, { turn, pause, isWanted }),
    },
  };
}
