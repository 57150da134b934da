import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ordersShownPerSecond } from "../../model/session/feed-message.ts";
import { linkTo } from "../../model/session/follow-link.ts";
import type { Session } from "../../model/session/session.ts";
import { count } from "../../model/words.ts";
import { addresses } from "../addresses.ts";
import { BreachBanner } from "../breach-banner.tsx";
import { Logo } from "./logo.tsx";
import { Missing } from "./missing.tsx";
import { Moral } from "./moral.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { Waiting } from "./waiting.tsx";

const sources = {
  tab: [
    "The company runs in this tab",
    "All five services run in this browser tab, on virtual time. There is no server, and nobody else sees this company.",
  ],
  process: [
    "The company runs on the server, live",
    "All five services run in one process on the server, in real time. Everyone who opens this page sees the same company.",
  ],
  deployment: [
    "Watching five processes on RabbitMQ and MongoDB",
    "The company works without this page, which only watches: at most once, by choice.",
  ],
} as const;

/** The name, where the company runs, and the link to exactly this moment. */
export function Header({ session }: { session: Session }) {
  const [where, about] = sources[session.source.kind];
  const waitsFor = session.player.waitsFor.value;
  const messages = useRef<HTMLDivElement>(null);
  useEffect(() => makeRoomFor(messages.current), []);
  return (
    <header>
      <div class="whereabouts">
        <h1>
          <Logo />
          Pas de Cinq
        </h1>
        {session.source.kind === "deployment" ? (
          <span class="source" data-explain="hops" tabIndex={0}>
            {where}
          </span>
        ) : (
          <span class="source" title={about}>
            {where}
          </span>
        )}
        <Missing session={session} />
        <Omissions session={session} />
      </div>
      <div class="messages" ref={messages}>
        <Notice session={session} />
        <Moral session={session} />
        {waitsFor === undefined ? (
          <BreachBanner session={session} />
        ) : (
          <Waiting session={session} orderId={waitsFor} />
        )}
      </div>
      <div class="header-buttons">
        <Links session={session} />
        {session.source.link && <Share session={session} />}
        {session.source.time && (
          <button type="button" class="quietly" onClick={() => session.restart()}>
            Start over
          </button>
        )}
        <ThemeButton />
      </div>
    </header>
  );
}

/** Lets the style sheet keep the time bar clear of what the page says, where that is at the bottom of the window. */
function makeRoomFor(messages: HTMLElement | null): (() => void) | undefined {
  if (!messages) return undefined;
  const observer = new ResizeObserver(() => {
    const room = messages.clientHeight > 0 ? messages.clientHeight + 8 : 0;
    document.documentElement.style.setProperty("--messages", `${room}px`);
  });
  observer.observe(messages);
  return () => observer.disconnect();
}

/** What the page does not show. */
function Omissions({ session: { player, source } }: { session: Session }) {
  // Whatever was left out came with what was not.
  const isThere = player.end.value > 0;
  const dropped = isThere ? source.dropped() : 0;
  const lost = isThere ? (source.lost?.() ?? 0) : 0;
  return (
    <>
      {dropped > 0 && (
        <span class="source warning">
          A sample: at most {ordersShownPerSecond} new orders a second; {count(dropped, "entry")} not shown
        </span>
      )}
      {lost > 0 && <span class="source warning">{count(lost, "hop")} lost: at most once, by choice</span>}
    </>
  );
}

/** The other pages of this edition. */
function Links({ session }: { session: Session }) {
  const { lessons, live, tab } = addresses;
  const isTab = session.source.kind === "tab";
  return (
    <>
      {lessons && (
        <a class="button quietly" href={isTab && live ? `${lessons}?from=tab` : lessons}>
          Lessons
        </a>
      )}
      {!isTab && tab && (
        <a
          class="button quietly"
          href={tab}
          title="A company of your own in this tab, on virtual time: stories play, and the past can be changed"
        >
          Try it in this tab
        </a>
      )}
      {isTab && live && (
        <a class="button quietly" href={live} title="The company that runs on the server, in real time">
          Back to the server
        </a>
      )}
    </>
  );
}

function Notice({ session }: { session: Session }) {
  const text = session.notice.value;
  return (
    <p class="notice" role="status">
      {text}
      {text && (
        <button
          type="button"
          class="quietly icon"
          aria-label="Dismiss"
          onClick={() => {
            session.notice.value = undefined;
          }}
        >
          ×
        </button>
      )}
    </p>
  );
}

/** Copies the link to the moment that is shown. */
function Share({ session }: { session: Session }) {
  const copied = useSignal(false);
  const share = async () => {
    // The moment in the address is the one that is shown: in the present it would leave at once.
    session.player.playing.value = false;
    const fragment = linkTo(session);
    if (fragment === undefined) return;
    history.replaceState(null, "", fragment);
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    copied.value = true;
    if (session.source.kind !== "tab")
      session.notice.value = "The link leads here as long as this server runs and remembers the moment.";
    setTimeout(() => {
      copied.value = false;
    }, 1_800);
  };
  return (
    <button type="button" class="quietly" onClick={share}>
      {copied.value ? "Link copied" : "Share this moment"}
    </button>
  );
}
