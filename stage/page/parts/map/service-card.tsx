import { worstMoments } from "../../model/armed-kills.ts";
import type { MapLayout, Placed } from "../../model/map/layout.ts";
import type { ServiceView } from "../../model/map/view.ts";
import type { Session } from "../../model/session/session.ts";
import { count } from "../../model/words.ts";
import { Inbox } from "./inbox.tsx";
import { Lock } from "./legend.tsx";
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
      <text class="service-name" x={left + 16} y={top + 25}>
        {view.name}
      </text>
      <Instances view={view} x={left + card.width - 16} y={top + 20} />
      <Documents view={view} x={left + 16} y={top + 42} width={card.width - 28} />
      <Stores view={view} x={left + 16} y={top + card.height - 18} width={card.width - 30} />
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

/** The documents by status: the two that came last, and how many more. */
function Documents({ view, width, x, y }: { view: ServiceView; x: number; y: number; width: number }) {
  const shown = view.statuses.slice(-2).reverse();
  const more = view.statuses.length - shown.length;
  return (
    <g data-explain="database" tabindex={-1} class={view.isDatabaseAway ? "database away" : "database"}>
      <rect class="hit" x={x} y={y - 4} width={width} height={36} />
      <path class="cylinder" d={`M${x} ${y + 3} v14 a8 3 0 0 0 16 0 v-14 a8 3 0 0 0 -16 0 a8 3 0 0 0 16 0`} />
      {view.armed.includes("commit") && (
        <rect class="armed" x={x - 4} y={y - 4} width={24} height={28} rx={7} />
      )}
      {view.isDatabaseAway && <path class="dead" d={`M${x - 1} ${y - 1} l18 22`} />}
      {shown.map(({ count, status }, i) => (
        <text
          key={status}
          class="status"
          x={x + 26}
          y={y + 9 + i * 15}
          data-explain={status === "tombstone" ? "tombstone" : undefined}
          tabindex={status === "tombstone" ? -1 : undefined}
        >
          <tspan class="count">{count}</tspan> {shortened(status)}
          {i === shown.length - 1 && more > 0 && <tspan class="more"> +{more}</tspan>}
        </text>
      ))}
      {shown.length === 0 && (
        <text class="status none" x={x + 26} y={y + 14}>
          {view.isDatabaseAway
            ? "database away"
            : view.others === 0
              ? "empty"
              : count(view.others, "document")}
        </text>
      )}
    </g>
  );
}

/** What fits beside the database. */
const shortened = (status: string): string => {
  const words = status.replaceAll("-", " ");
  return words.length > 17 ? `${words.slice(0, 16)}…` : words;
};

/** Outbox, timers, retry tiers and the parked queue, each with its count. */
function Stores({ view, width, x, y }: { view: ServiceView; x: number; y: number; width: number }) {
  const step = width / 4;
  return (
    <g class="stores">
      <Store x={x} y={y} name="outbox" count={view.outbox} />
      {view.armed.includes("publish") && (
        <rect class="armed" x={x - 5} y={y - 20} width={41} height={34} rx={7} />
      )}
      {view.leased > 0 && (
        <g data-explain="lease" tabindex={-1} transform={`translate(${x + 24} ${y - 9})`}>
          <Lock />
          <rect class="hit" x={-8} y={-8} width={16} height={16} />
        </g>
      )}
      <Store x={x + step} y={y} name="timers" count={view.timers} />
      <g data-explain="retry" tabindex={-1}>
        {view.retries.map(({ count, tier }, i) => (
          <rect
            key={tier}
            class={count > 0 ? "tier full" : "tier"}
            x={x + 2 * step + i * 7}
            y={y - 12 - (count > 0 ? 2 : 0)}
            width={5}
            height={count > 0 ? 9 : 5}
            rx={1.5}
          />
        ))}
        <text class="store-name" x={x + 2 * step} y={y + 9}>
          retry
        </text>
        <rect class="hit" x={x + 2 * step - 2} y={y - 16} width={step} height={28} />
      </g>
      <Store x={x + 3 * step} y={y} name="parked" count={view.parked} />
    </g>
  );
}

function Store({ count, name, x, y }: { x: number; y: number; name: string; count: number }) {
  return (
    <g class={count > 0 ? `store ${name} some` : `store ${name}`} data-explain={name} tabindex={-1}>
      <text class="store-count" x={x} y={y - 5}>
        {count > 0 ? count : "–"}
      </text>
      <text class="store-name" x={x} y={y + 9}>
        {name}
      </text>
      <rect class="hit" x={x - 2} y={y - 17} width={38} height={30} />
    </g>
  );
}
