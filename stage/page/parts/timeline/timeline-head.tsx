import type { Session } from "../../model/session/session.ts";
import { type FollowedOrders, stacked } from "../../model/timeline/followed-orders.ts";

/** What is drawn: the newest order, one that was chosen and stays, or several. */
export function TimelineHead({ followed, session }: { session: Session; followed: FollowedOrders }) {
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
