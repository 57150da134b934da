import { useEffect } from "preact/hooks";
import type { Session } from "../model/session/session.ts";
import { Figures } from "./figures/figures.tsx";
import { Hands } from "./hands/hands.tsx";
import { Header } from "./header/header.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { CompanyMap } from "./map/map.tsx";
import { Orders } from "./orders.tsx";
import { Promises } from "./promises.tsx";
import { TimeBar } from "./timeline/time-bar.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import { Tip } from "./tip.tsx";

/** The whole page. */
export function App({ session }: { session: Session }) {
  useEffect(() => keyboard(session), [session]);
  return (
    <>
      <div class="page">
        <button type="button" class="skip" onClick={goToHands}>
          Skip to the hands
        </button>
        <Header session={session} />
        <main>
          <div class="stage">
            <CompanyMap session={session} />
            <TimeBar session={session} />
            <Timeline session={session} />
          </div>
          <aside class="side">
            <Orders session={session} />
            <Hands session={session} />
          </aside>
          <div class="below">
            <Promises session={session} />
            <Figures session={session} />
          </div>
        </main>
        <Inspector session={session} />
      </div>
      <Tip />
    </>
  );
}

const goToHands = (): void => document.querySelector<HTMLElement>(".hands select")?.focus();

/** Space plays and pauses, the arrows step, Escape closes the inspector; not while someone writes or moves a slider. */
function keyboard({ player, selected }: Session): () => void {
  const onKey = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") selected.value = undefined;
    if (target?.closest("input, select, textarea, button, summary, [role=tab]")) return;
    if (event.key === " ") {
      event.preventDefault();
      player.playing.value = !player.playing.value;
    } else if (event.key === "ArrowRight") void player.step();
    else if (event.key === "ArrowLeft") player.back();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
