import { worstMoments } from "../../model/armed-kills.ts";
import type { MapLayout, Placed } from "../../model/map/layout.ts";
import { statusLines } from "../../model/map/status-lines.ts";
import type { ServiceView } from "../../model/map/view.ts";
import type { Session } from "../../model/session/session.ts";
import { Inbox } from "./inbox.tsx";
import { Stores } from "./stores.tsx";
import { Trouble } from "./trouble.tsx";

/** A service: its instances, its inbox, and what its database holds. */
export function ServiceCard({
  card,
  place,
  session,
  view,
}: {
  session: Session;
  view: ServiceView;
  place: Placed;
  card: MapLayout["card"];
}) {
  const [left, top] = [place.x - card.width / 2, place.y - card.height / 2];
  const isDown = view.instances.length > 0 && view.instances.every(({ isAlive }) => !isAlive);
  return (
    <g
      class={`service ink-${view.name}${isDown ? " down" : ""}`}
      role="group"
      aria-label={descriptionOf(view, isDown)}
      data-service={view.name}
      data-frame
    >
      <rect class="card" x={left} y={top} width={card.width} height={card.height} rx={14} />
      <rect class="band" x={left} y={top + 16} width={4} height={card.height - 32} rx={2} />
      <text
        class="service-name"
        x={left + 16}
        y={top + 25}
        data-explain={`service:${view.name}`}
        tabindex={-1}
      >
        {view.name}
      </text>
      <Instances view={view} x={left + card.width - 16} y={top + 20} />
      <Documents view={view} x={left + 16} y={top + 42} width={card.width - 28} />
      <Stores
        session={session}
        view={view}
        x={left + 16}
        y={top + card.height - 18}
        width={card.width - 30}
      />
      <Inbox view={view} place={place} />
      <Trouble session={session} view={view} place={place} card={card} />
    </g>
  );
}

function descriptionOf(view: ServiceView, isDown: boolean): string {
  const { inbox, name, outbox, parked, retries, timers } = view;
  const retrying = retries.reduce((sum, { count }) => sum + count, 0);
  const counts = [
    [inbox.ready + inbox.unacked, "in the inbox"],
    [outbox, "in the outbox"],
    [timers, timers === 1 ? "timer" : "timers"],
    [retrying, "waiting for a retry"],
    [parked, "parked"],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const problems = [
    isDown && "dead",
    view.isDatabaseAway && "database away",
    view.isLate && "receives late",
    ...view.armed.map((step) => `dies ${worstMoments[step]}`),
  ].filter(Boolean);
  return [name, ...problems, ...told].join(", ");
}

/** A dot for each instance; a dead one is a cross. */
function Instances({ view, x, y }: { view: ServiceView; x: number; y: number }) {
  return (
    <g data-explain="instance" tabindex={-1}>
      {view.instances.map(({ instance, isAlive }, i) => {
        const at = x - (view.instances.length - 1 - i) * 14;
        return isAlive ? (
          <circle key={instance} class="alive" cx={at} cy={y} r={4.5} />
        ) : (
          <path key={instance} class="dead" d={`M${at - 5} ${y - 5} l10 10 m0 -10 l-10 10`} />
        );
      })}
    </g>
  );
}

/** The orders that a service knows, by status: the two statuses that came last, and how many orders are in others. */
function Documents({ view, width, x, y }: { view: ServiceView; x: number; y: number; width: number }) {
  const { more, shown } = statusLines(view.statuses);
  return (
    <g data-explain="database" tabindex={-1} class={view.isDatabaseAway ? "database away" : "database"}>
      <rect class="hit" x={x} y={y - 4} width={width} height={36} />
      <path class="cylinder" d={`M${x} ${y + 3} v14 a8 3 0 0 0 16 0 v-14 a8 3 0 0 0 -16 0 a8 3 0 0 0 16 0`} />
      {view.armed.includes("commit") && (
        <rect class="armed" x={x - 4} y={y - 4} width={24} height={28} rx={7} />
      )}
      {view.isDatabaseAway && <path class="dead" d={`M${x - 1} ${y - 1} l18 22`} />}
      {shown.map(({ count, status, text }, i) => (
        <text
          key={status}
          class="status"
          x={x + 26}
          y={y + 9 + i * 15}
          data-explain={status === "tombstone" ? "tombstone" : undefined}
          tabindex={status === "tombstone" ? -1 : undefined}
        >
          <tspan class="count">{count}</tspan> {text}
          {i === shown.length - 1 && more && <tspan class="more"> {more}</tspan>}
        </text>
      ))}
      {shown.length === 0 && view.orders > 0 && (
        <text class="status" x={x + 26} y={y + 9}>
          <tspan class="count">{view.orders}</tspan> {view.orders === 1 ? "order" : "orders"}
        </text>
      )}
      {shown.length === 0 && view.orders === 0 && (
        <text class="status none" x={x + 26} y={y + 14}>
          {view.isDatabaseAway ? "database away" : "no orders yet"}
        </text>
      )}
    </g>
  );
}
