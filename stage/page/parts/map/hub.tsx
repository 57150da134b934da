import { useComputed } from "@preact/signals";
import { cancellationsExchange, eventsExchange } from "#contracts/exchanges.ts";
import type { MapLayout, Point } from "../../model/map/layout.ts";
import type { Session } from "../../model/session/session.ts";
import { short } from "../../model/words.ts";
import { Mend, pillHeight } from "./mend.tsx";

/** The two exchanges; the larger names the event that it routed last. */
export function Hub({ layout, session }: { session: Session; layout: MapLayout }) {
  const { cancellations, events } = layout.exchanges;
  const isAway = useComputed(() => session.state.value.broker === "away").value;
  const isDoubling = useComputed(() => session.state.value.faults.has("doubling")).value;
  const last = useComputed(() => lastEvent(session, layout.isNarrow)).value;
  const radius = layout.isNarrow ? 40 : 62;
  const lines = last && !isAway ? last.words.length : 0;
  const isTight = layout.isNarrow && lines > 2;
  // All lines together are in the middle of the ring.
  const up = Math.max(0, lines - 2) * (isTight ? 13 : 7);
  const nameAt = isAway ? -6 : lines > 0 ? -14 - up : 4;
  return (
    <g class={isAway ? "hub away" : "hub"}>
      <g data-frame data-explain="exchange" tabindex={0} role="img" aria-label={`exchange ${eventsExchange}`}>
        <circle class="halo" cx={events.x} cy={events.y} r={radius + 9} />
        <circle class="ring" cx={events.x} cy={events.y} r={radius} />
        {!isTight && (
          <text class="hub-name" x={events.x} y={events.y + nameAt}>
            {isAway ? "broker away" : eventsExchange}
          </text>
        )}
        {last && lines > 0 && (
          <text
            class={`hub-event ink-${last.service}${isTight ? " tight" : ""}`}
            x={events.x}
            y={events.y + 8 - up}
          >
            {last.words.map((word, i) => (
              <tspan key={word} x={events.x} dy={i === 0 ? 0 : 14}>
                {word}
              </tspan>
            ))}
          </text>
        )}
      </g>
      {isDoubling && (
        <Mend
          session={session}
          at={{ x: events.x, y: events.y - radius - (layout.isNarrow ? 8 : pillHeight), align: "middle" }}
          action={{ do: "double", on: false }}
          name="every message twice: end that"
          offer={layout.isNarrow ? "all twice: end" : "every message twice: end that"}
          state="every message twice"
        />
      )}
      {isAway && (
        <Mend
          session={session}
          at={{ x: events.x, y: events.y + 6, align: "middle" }}
          action={{ do: "back", what: "broker" }}
          name="broker away: bring it back"
          offer={layout.isNarrow ? "bring back" : "bring it back"}
          state="away"
        />
      )}
      <g
        data-frame
        data-explain="fanout"
        tabindex={0}
        role="img"
        aria-label={`exchange ${cancellationsExchange}`}
      >
        <circle class="ring" cx={cancellations.x} cy={cancellations.y} r={layout.isNarrow ? 18 : 24} />
        <path class="cross" d={crossAt(cancellations, layout.isNarrow ? 6 : 7)} />
        {!layout.isNarrow && (
          <text class="hub-name beside" x={cancellations.x + 33} y={cancellations.y + 4}>
            {cancellationsExchange}
          </text>
        )}
      </g>
    </g>
  );
}

const crossAt = ({ x, y }: Point, r: number): string =>
  `M${x - r} ${y - r} L${x + r} ${y + r} M${x + r} ${y - r} L${x - r} ${y + r}`;

function lastEvent(
  { player }: Session,
  isNarrow: boolean,
): { service: string; words: readonly string[] } | undefined {
  const position = player.position.value;
  const log = player.log.value;
  for (let at = position - 1; at >= Math.max(log.first, position - 400); at -= 1) {
    const entry = log.entry(at);
    if (entry?.kind !== "enqueued" || !entry.exchange.startsWith("food.")) continue;
    return {
      service: entry.routingKey.split(".")[0] ?? "",
      words: linesOf(short(entry.routingKey), isNarrow ? 10 : 12),
    };
  }
  return undefined;
}

/** The words of an event's name, on as few lines as fit into the ring. */
function linesOf(name: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split("-").reverse()) {
    const [first = ""] = lines;
    if (first !== "" && word.length + first.length < most) lines[0] = `${word} ${first}`;
    else lines.unshift(word);
  }
  return lines;
}
