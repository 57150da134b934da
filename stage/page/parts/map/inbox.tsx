import type { Placed } from "../../model/map/layout.ts";
import type { ServiceView } from "../../model/map/view.ts";

/** Where events wait: filled with those that are ready, hatched with those being handled. */
export function Inbox({ place, view }: { place: Placed; view: ServiceView }) {
  const { ready, unacked } = view.inbox;
  const depth = ready + unacked;
  const { x, y } = place.inbox;
  return (
    <g
      class={`inbox${depth > 0 ? " some" : ""}${view.isLate ? " late" : ""}`}
      data-explain="inbox"
      tabindex={-1}
    >
      <rect class="tube" x={x - 33} y={y - 11} width={66} height={22} rx={11} />
      {depth > 0 && (
        <rect
          class={ready > 0 ? "fill" : "fill handling"}
          x={x - 31}
          y={y - 9}
          width={Math.min(62, 18 + Math.log2(1 + depth) * 9)}
          height={18}
          rx={9}
        />
      )}
      <text class="inbox-text" x={x} y={y + 4}>
        {view.isLate ? "late" : "inbox"} {depth > 0 && depth}
      </text>
    </g>
  );
}
