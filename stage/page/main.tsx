import "./style/page.css";
import "uplot/dist/uPlot.min.css";
import { render } from "preact";
import { followLink } from "./model/session/follow-link.ts";
import { linkedSince } from "./model/session/live-moment.ts";
import { liveSource } from "./model/session/live-source.ts";
import { momentOf } from "./model/session/permalink.ts";
import { createSession, type Session } from "./model/session/session.ts";
import { tabSource } from "./model/session/tab-source.ts";
import { withAddress } from "./model/session/with-address.ts";
import { App } from "./parts/app.tsx";

/** The page over the company in this tab, at the moment that its link names, or over the one that serves it. */
async function open(): Promise<void> {
  const { source } = document.documentElement.dataset;
  const isLive = source === "process" || source === "deployment";
  const session = isLive ? await openLive(source) : await openTab();
  const root = document.getElementById("page");
  root?.replaceChildren();
  if (root) render(<App session={session} />, root);
  run(session);
  await session.lookAhead();
}

async function openTab(): Promise<Session> {
  const moment = momentOf(location.hash);
  const session = createSession(await tabSource(moment?.script ?? { seed: 1, without: [], actions: [] }));
  session.story.value = moment?.script.story;
  session.followed.value = moment?.followed;
  if (moment) await session.player.seekBeyond(moment.position);
  // What was refused on the way there was another person's action.
  session.notice.value = !moment && location.hash.length > 1 ? notUnderstood : undefined;
  // A link to a story without a moment plays it.
  if (moment && !/[#&]at=/.test(location.hash)) session.player.playing.value = true;
  addEventListener("hashchange", () => void follow(session));
  return withAddress(session, (fragment) => history.replaceState(null, "", fragment));
}

const notUnderstood = "This link names no moment that the page knows: the company has just opened instead.";

/** A link that is opened in the same tab, or the browser's way back. */
async function follow(session: Session): Promise<void> {
  const moment = momentOf(location.hash);
  if (moment) await session.open(moment);
  else await session.restart();
  await session.lookAhead();
  if (!moment && location.hash.length > 1) session.notice.value = notUnderstood;
}

async function openLive(kind: "process" | "deployment"): Promise<Session> {
  let session: Session | undefined;
  const token = tokenOnce() ?? sessionStorage.getItem("token") ?? undefined;
  const tell = (text: string): void => {
    if (session) session.notice.value = text;
  };
  const source = await liveSource(kind, token, tell, linkedSince(location.hash));
  const opened = createSession(source);
  session = opened;
  const follow = (): void => followLink(opened, source.find(location.hash));
  follow();
  addEventListener("hashchange", () => {
    const given = tokenOnce();
    if (given) void source.takeToken(given);
    else follow();
  });
  return opened;
}

/** The token of the address, which is then taken out of it: an address is easily shown to others. */
function tokenOnce(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get("token") || undefined;
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  return given;
}

/** One look a frame at what has happened. */
function run(session: Session): void {
  let last = performance.now();
  const frame = async (now: number) => {
    const elapsed = Math.min(now - last, 100);
    last = now;
    await session.frame(elapsed);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

void open();
