import type { ServiceView } from "../../model/map/view.ts";
import { parkedAt } from "../../model/parked.ts";
import type { Session } from "../../model/session/session.ts";
import { onPress } from "../on-press.ts";
import { Lock } from "./legend.tsx";

/** What shows parked messages, however old. */
const parkedCommand = "npm run parked lists it, with its error.";

/** Outbox, timers, retry tiers and the parked queue, each with its count. */
export function Stores({
  session,
  view,
  width,
  x,
  y,
}: {
  session: Session;
  view: ServiceView;
  x: number;
  y: number;
  width: number;
}) {
  const step = width / 4;
  const openParked = () => {
    const at = parkedAt(session.player.log.value, session.state.value, view.name);
    if (at === undefined) session.notice.value = `Parked before this page's history began: ${parkedCommand}`;
    else session.selected.value = at;
  };
  return (
    <g class="stores">
      <Store x={x} y={y} name="outbox" count={view.outbox} />
      {view.armed.includes("publish") && (
        <rect class="armed" x={x - 5} y={y - 20} width={41} height={34} rx={7} />
      )}
      {view.leased > 0 && (
        <g
          data-explain="lease"
          tabindex={-1}
          transform={`translate(${x + (view.outbox < 10 ? 24 : 29)} ${y - 9})`}
        >
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
      <Store
        {...{ x: x + 3 * step, y, name: "parked", count: view.parked }}
        {...(view.parked > 0 && {
          opens: { label: `Open the message that ${view.name} parked last`, press: openParked },
        })}
      />
    </g>
  );
}

interface StoreProps {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly count: number;
  /** What a press shows. */
  readonly opens?: { readonly label: string; readonly press: () => void };
}

function Store({ count, name, opens, x, y }: StoreProps) {
  const pressed = opens && {
    ...{ role: "button" as const, "aria-label": opens.label, tabindex: 0 },
    ...onPress(opens.press),
  };
  return (
    <g
      class={`store ${name}${count > 0 ? " some" : ""}${opens ? " opens" : ""}`}
      data-explain={name}
      tabindex={-1}
      {...pressed}
    >
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
