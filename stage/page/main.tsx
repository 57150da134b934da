import "./style/page.css";
import "uplot/dist/uPlot.min.css";
import { render } from "preact";
import { momentOf } from "./model/permalink.ts";
import { createSession, type Session } from "./model/session.ts";
import { tabSource } from "./model/tab-source.ts";
import { App } from "./parts/app.tsx";

/** The page over the company in this tab, at the moment that its link names. */
async function open(): Promise<void> {
  const moment = momentOf(location.hash);
  const source = await tabSource(moment?.script ?? { seed: 1, without: [], actions: [] });
  const session = createSession(source);
  session.story.value = moment?.script.story;
  if (moment) await session.player.seekBeyond(moment.position);
  const root = document.getElementById("page");
  if (root) render(<App session={session} />, root);
  run(session);
}

/** One look a frame at what has happened. */
function run({ check, notice, player }: Session): void {
  let last = performance.now();
  const frame = async (now: number) => {
    const elapsed = Math.min(now - last, 100);
    last = now;
    try {
      await player.tick(elapsed);
      check();
    } catch (error) {
      notice.value = error instanceof Error ? error.message : String(error);
      player.playing.value = false;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

void open();
