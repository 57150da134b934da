import "./style/page.css";
import "uplot/dist/uPlot.min.css";
import { render } from "preact";
import { followLink } from "./model/session/follow-link.ts";
import { linkedSince } from "./model/session/live-moment.ts";
import { liveSource } from "./model/session/live-source.ts";
import { momentOf } from "./model/session/permalink.ts";
import { createSession, type Session } from "./model/session/session.ts";
import { showMoment } from "./model/session/show-moment.ts";
import { tabSource } from "./model/session/tab-source.ts";
import { type Address, tokenIn, withAddress } from "./model/session/with-address.ts";
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
  const opened = createSession(await tabSource(moment?.script ?? { seed: 1, without: [], actions: [] }));
  const session = withAddress(opened, address);
  session.story.value = moment?.script.story;
  if (moment) await showMoment(session, moment);
  else if (location.hash.length > 1) session.notice.value = notUnderstood;
  // A link to a story without a moment plays it.
  if (moment && !/[#&]at=/.test(location.hash)) session.player.playing.value = true;
  addEventListener("hashchange", (event) => {
    restore(event);
    void follow(session);
  });
  return session;
}

const address: Address = {
  read: () => location.hash,
  // A lone # would stay in the address.
  write: (fragment) =>
    history.replaceState(null, "", fragment === "#" ? location.pathname + location.search : fragment),
};

/** The address may have followed what was shown before the page heard of the one that somebody gave it. */
function restore({ newURL }: HashChangeEvent): void {
  const { hash } = new URL(newURL);
  if (hash !== location.hash) address.write(hash || "#");
}

const notUnderstood = "This link names no moment that the page knows: the company has just opened instead.";

/** A link that is opened in the same tab, or the browser's way back. */
async function follow(session: Session): Promise<void> {
  const { hash } = location;
  const moment = momentOf(hash);
  if (moment) await session.open(moment);
  else await session.restart();
  await session.lookAhead();
  if (!moment && hash.length > 1) session.notice.value = notUnderstood;
}

async function openLive(kind: "process" | "deployment"): Promise<Session> {
  let session: Session | undefined;
  const token = tokenOnce() ?? sessionStorage.getItem("token") ?? undefined;
  const tell = (text: string): void => {
    if (session) session.notice.value = text;
  };
  const source = await liveSource(kind, token, tell, linkedSince(location.hash));
  const opened = withAddress(createSession(source), address);
  session = opened;
  const follow = (): void => followLink(opened, source.find(location.hash));
  follow();
  addEventListener("hashchange", (event) => {
    restore(event);
    const given = tokenOnce();
    if (given) void source.takeToken(given);
    if (!given || location.hash.length > 1) follow();
  });
  return opened;
}

/** The token of the address, which is then taken out of it: an address is easily shown to others. A moment beside it stays. */
function tokenOnce(): string | undefined {
  const { rest, token } = tokenIn(location.hash);
  if (rest !== location.hash) history.replaceState(null, "", location.pathname + location.search + rest);
  if (token !== undefined) sessionStorage.setItem("token", token);
  return token;
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
