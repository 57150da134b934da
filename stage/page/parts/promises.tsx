import { useComputed, useSignal } from "@preact/signals";
import { ordersOf } from "../model/promises/asked.ts";
import type { KnownBreach } from "../model/promises/known-breach.ts";
import type { Promised, Since } from "../model/promises/promises.ts";
import type { Session } from "../model/session/session.ts";
import { labelOf, timeOfDay } from "../model/words.ts";
import { showHow } from "./breach-banner.tsx";

/** How what became of a promise is drawn, and read aloud. */
export const sign = { kept: "✓", open: "·", broken: "✗", unjudged: "–" } as const;
export const words = {
  kept: "kept",
  open: "not at rest yet",
  broken: "broken",
  unjudged: "not judged",
} as const;

/** Of each promise, so many violations are shown that only the server remembers. */
const mostRemembered = 5;

/** Every invariant, live: kept, broken, or about an end that has not come. */
export function Promises({ session }: { session: Session }) {
  const promises = session.promises.value;
  const kept = useComputed(() => session.promises.value.filter(({ is }) => is === "kept").length).value;
  const broken = promises.filter(({ is }) => is === "broken").length;
  const unjudged = promises.filter(({ is }) => is === "unjudged");
  const judged = promises.length - unjudged.length;
  const since = promises[0]?.since;
  return (
    <section class={broken > 0 ? "panel promises broken" : "panel promises"} aria-label="Promises" data-frame>
      <div class="promises-head">
        <h2>
          Promises{" "}
          <span class="badge">
            {broken > 0
              ? `${broken} broken`
              : judged === 0
                ? "not judged: hops were lost"
                : kept === judged
                  ? `all ${kept}${unjudged.length > 0 ? " that can be judged" : ""} kept${sinceText(since)}`
                  : `${kept} kept so far${sinceText(since)}`}
          </span>
        </h2>
        <label class="toggle small-toggle" title="Stop the clock when a promise breaks">
          <input
            type="checkbox"
            checked={session.stopsAtBreach.value}
            onChange={() => {
              session.stopsAtBreach.value = !session.stopsAtBreach.value;
            }}
          />
          <span>stop at a breach</span>
        </label>
      </div>
      <ul>
        {promises.map((promise) => {
          const { foundAt, is, known = [], name, violations, why } = promise;
          return (
            <li key={name} class={is} title={why} data-explain={`promise:${name}`} tabIndex={0}>
              <span
                class="sign"
                role="img"
                aria-label={`${words[is]}${is === "kept" ? sinceText(since) : ""}`}
              >
                {sign[is]}
              </span>
              <span class="promise-name">
                {is === "broken" ? (
                  <button
                    type="button"
                    class="to-breach"
                    title="Show where it broke"
                    onClick={() => showHow(session, session.tell(promise))}
                  >
                    {name}
                  </button>
                ) : (
                  name
                )}{" "}
                <small>
                  {is === "broken" && <b>{violations.length} found</b>}{" "}
                  {foundAt ? foundText(foundAt, violations.length) : checkedText(promise)}
                </small>
                {is === "broken" && <Harmed session={session} promise={promise} />}
                {known.slice(0, mostRemembered).map((one) => (
                  <Remembered key={one.violation} one={one} />
                ))}
              </span>
            </li>
          );
        })}
      </ul>
      {promises.some(({ is }) => is === "open") && (
        <p class="hint">“{sign.open}” is judged at rest: when no message, timer or outbox entry is left.</p>
      )}
      {since !== undefined && (
        <p class="hint">
          This page has the history since {timeOfDay(since)}, and judges from there. What the server found
          broken before is shown, too.
        </p>
      )}
      {unjudged.length > 0 && <Unjudged promises={unjudged} />}
    </section>
  );
}

const sinceText = (since: number | undefined): string =>
  since === undefined ? "" : ` since ${timeOfDay(since)}`;

/** What was looked at. Of what was there before the page's history, it has only the newest orders: it counts nothing. */
const checkedText = ({ checked, since }: Promised): string =>
  since === undefined || checked === undefined ? (checked ?? "") : `judged${sinceText(since)}`;

/** When a broken promise was found. */
function foundText({ at, isForgotten, isTold }: Since, found: number): string {
  const first = found > 1 ? "the first " : "";
  if (isTold) return `${first}by the server at ${timeOfDay(at)}`;
  return `${first}${isForgotten ? "before" : "at"} ${timeOfDay(at)}, at rest`;
}

/** Of more orders, the first are shown until somebody asks for the rest. */
const mostHarmed = 8;

/** Where a promise broke for several orders, each leads to its own harm. */
function Harmed({ promise, session }: { promise: Promised; session: Session }) {
  // The promises are judged now and then, and the state changes with each frame.
  const state = session.state.peek();
  const orders = ordersOf(session.player.log.peek(), state, promise);
  const isOpen = useSignal(false);
  if (orders.length < 2) return null;
  const shown = isOpen.value || orders.length <= mostHarmed ? orders : orders.slice(0, mostHarmed - 1);
  return (
    <span class="harmed">
      {shown.map((orderId) => (
        <button
          key={orderId}
          type="button"
          class="small"
          title="Show where it broke for this order"
          onClick={() => showHow(session, session.tell(promise, orderId))}
        >
          {labelOf(state, orderId)}
        </button>
      ))}
      {shown.length < orders.length && (
        <button
          type="button"
          class="small quietly"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {orders.length - shown.length} more
        </button>
      )}
    </span>
  );
}

/** What the server remembers of a violation whose hops are no longer in the log. */
function Remembered({ one }: { one: KnownBreach }) {
  return (
    <details class="remembered">
      <summary>{one.sentence}</summary>
      <ol class="way">
        {one.way.map(({ at, what }) => (
          <li key={`${at} ${what}`}>
            {what} <small>{timeOfDay(at, 3)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Why some promises are not judged, and what judges them. */
function Unjudged({ promises }: { promises: readonly Promised[] }) {
  const reasons = new Set(promises.map(({ why }) => why));
  return (
    <details class="unjudged">
      <summary>Why {promises.length} are not judged</summary>
      {[...reasons].map((why) => (
        <p key={why}>{why}</p>
      ))}
      <p>
        Money, mails and parked messages are checked from outside by{" "}
        <code>npm run demo -- --url {location.origin}</code>
      </p>
    </details>
  );
}
