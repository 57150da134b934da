import type { Session } from "../../model/session/session.ts";
import { type FollowedOrders, stacked } from "../../model/timeline/followed-orders.ts";
import { margin } from "../../model/timeline/scale.ts";
import type { Scrolling } from "./scrolling.ts";

/** How much of what is seen goes out of sight with a button, as a share of it. */
const page = 0.8;

/** What is drawn: the newest order, one that was chosen and stays, or several. */
export function TimelineHead({
  followed,
  scrolling,
  session,
  width,
}: {
  session: Session;
  followed: FollowedOrders;
  scrolling: Scrolling;
  /** How wide the whole picture is. */
  width: number;
}) {
  const { from, to } = scrolling.seen.value;
  // The edges of a picture are empty.
  const [isEarlier, isLater] = [from > margin - 8, to < width - margin];
  return (
    <div class="timeline-head">
      <h2>
        {followed.title}
        {followed.isPinned && <span class="pinned">, pinned</span>}
      </h2>
      {followed.isPinned && (
        <button
          type="button"
          class="small quietly"
          title="The timeline stays with this order until then"
          onClick={() => {
            session.followed.value = undefined;
          }}
        >
          Follow the newest
        </button>
      )}
      {(isEarlier || isLater) && (
        <span class="pages">
          <Page text="‹ earlier" isThere={isEarlier} turn={() => scrolling.turn(-page)} />
          <Page text="later ›" isThere={isLater} turn={() => scrolling.turn(page)} />
        </span>
      )}
      <label class="toggle small-toggle" data-explain="newest">
        <input
          type="checkbox"
          checked={session.followed.value === "all"}
          onChange={() => {
            session.followed.value = session.followed.value === "all" ? undefined : "all";
          }}
        />
        <span>the newest {stacked}</span>
      </label>
    </div>
  );
}

/** A button to the part of the picture that is out of sight on one side. */
function Page({ isThere, text, turn }: { text: string; isThere: boolean; turn: () => void }) {
  return (
    <button type="button" class="small quietly" disabled={!isThere} onClick={turn}>
      {text}
    </button>
  );
}
