import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { cancellationsExchange, eventsExchange } from "#contracts/exchanges.ts";
import { services } from "#contracts/hears.ts";
import { curve, layoutOf, type MapLayout, type Point, pathOf } from "../model/map-layout.ts";
import { serviceView } from "../model/map-view.ts";
import type { Session } from "../model/session.ts";
import { euros, short } from "../model/words.ts";
import { Flights } from "./flights.tsx";
import { Legend } from "./legend.tsx";
import { ServiceCard } from "./service-card.tsx";
import { narrow } from "./viewport.ts";

/** The company at the moment that is shown, drawn from its topology. */
export function CompanyMap({ session }: { session: Session }) {
  const layout = useComputed(() => layoutOf(services, narrow.value));
  const { height, width } = layout.value;
  const isEmpty = useComputed(() => session.state.value.orders.size === 0).value && !session.story.value;
  return (
    <section class={isEmpty ? "map empty" : "map"} aria-label="Map">
      <div class="map-frame" style={{ aspectRatio: `${width} / ${height}`, "--ratio": width / height }}>
        <svg class="map-picture" viewBox={`0 0 ${width} ${height}`} role="group" aria-label="The company">
          <Lines layout={layout.value} />
          <Hub session={session} layout={layout.value} />
          <Outside session={session} layout={layout.value} />
          {services.map((name) => (
            <Service key={name} session={session} layout={layout.value} name={name} />
          ))}
        </svg>
        <Flights session={session} layout={layout.value} />
      </div>
      <Legend />
      {isEmpty && <Invitation session={session} />}
    </section>
  );
}

function Service({
  layout,
  name,
  session,
}: {
  session: Session;
  layout: MapLayout;
  name: (typeof services)[number];
}) {
  const view = useUnchanged(() => serviceView(session.state.value, name));
  const place = layout.services.get(name);
  return place ? <ServiceCard view={view.value} place={place} card={layout.card} /> : null;
}

/** A computed value that stays the same object while its content does, so that nothing is drawn anew for it. */
function useUnchanged<Value>(compute: () => Value): ReadonlySignal<Value> {
  const last = useRef<{ readonly text: string; readonly value: Value } | undefined>(undefined);
  return useComputed(() => {
    const value = compute();
    const text = JSON.stringify(value);
    if (last.current?.text !== text) last.current = { text, value };
    return last.current.value;
  });
}

/** Every binding of the topology, and the way of each service to the exchanges. */
function Lines({ layout }: { layout: MapLayout }) {
  const { customer, exchanges, gateway, mailbox, provider } = layout;
  const at = (name: string): Point => layout.services.get(name) ?? exchanges.events;
  return (
    <g class="lines" aria-hidden="true">
      {services.map((name) => (
        <g key={name}>
          <path class="publishes" d={pathOf(curve(at(name), exchanges.events, 0.1))} />
          <path class="way" data-explain="confirm" d={pathOf(curve(at(name), exchanges.events, 0.1))} />
          <path
            class="hears"
            d={pathOf(curve(exchanges.events, layout.services.get(name)?.inbox ?? exchanges.events, 0.1))}
          />
          {name !== "orders" && (
            <path
              class="hears cancels"
              d={pathOf(
                curve(exchanges.cancellations, layout.services.get(name)?.inbox ?? exchanges.events, -0.1),
              )}
            />
          )}
        </g>
      ))}
      <path class="asks" d={pathOf(curve(customer, gateway, 0))} />
      <path class="asks" d={pathOf(curve(gateway, at("orders"), 0))} />
      <path class="asks" d={pathOf(curve(provider, at("payments"), -0.08))} />
      <path class="asks" d={pathOf(curve(mailbox, at("notifications"), 0.08))} />
    </g>
  );
}

/** The two exchanges; the larger names the event that it routed last. */
function Hub({ layout, session }: { session: Session; layout: MapLayout }) {
  const { cancellations, events } = layout.exchanges;
  const isAway = useComputed(() => session.state.value.broker === "away").value;
  const last = useComputed(() => lastEvent(session, layout.isNarrow)).value;
  const radius = layout.isNarrow ? 40 : 62;
  return (
    <g class={isAway ? "hub away" : "hub"}>
      <g data-explain="exchange" tabindex={0} role="img" aria-label={`exchange ${eventsExchange}`}>
        <circle class="halo" cx={events.x} cy={events.y} r={radius + 9} />
        <circle class="ring" cx={events.x} cy={events.y} r={radius} />
        <text class="hub-name" x={events.x} y={events.y - (last ? 14 : -4)}>
          {isAway ? "broker away" : eventsExchange}
        </text>
        {last && !isAway && (
          <text class={`hub-event ink-${last.service}`} x={events.x} y={events.y + 8}>
            {last.words.map((word, i) => (
              <tspan key={word} x={events.x} dy={i === 0 ? 0 : 14}>
                {word}
              </tspan>
            ))}
          </text>
        )}
      </g>
      <g data-explain="fanout" tabindex={0} role="img" aria-label={`exchange ${cancellationsExchange}`}>
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

/** What the company does not own: its customers, the payment provider, the mailbox. */
function Outside({ layout, session }: { session: Session; layout: MapLayout }) {
  const { customer, gateway, mailbox, provider } = layout;
  const money = useUnchanged(() => {
    const { charges, refunds } = session.state.value.provider;
    const charged = [...charges.values()].filter(({ status }) => status === "succeeded");
    return {
      charged: charged.reduce((sum, { amount }) => sum + amount.amount, 0),
      refunded: refunds.reduce((sum, { amount }) => sum + amount.amount, 0),
      isAway: session.state.value.provider.is === "away",
    };
  }).value;
  const mails = useComputed(() => session.state.value.mailbox.length).value;
  const small = layout.isNarrow;
  return (
    <g class="outside">
      <g transform={`translate(${customer.x} ${customer.y})`} role="img" aria-label="customers">
        <circle class="person" cy={-7} r={7} />
        <path class="person" d="M-13 15 a13 13 0 0 1 26 0 z" />
        <text class="outside-name" y={32}>
          customers
        </text>
      </g>
      <g
        transform={`translate(${gateway.x} ${gateway.y})`}
        role="img"
        aria-label="gateway"
        data-explain="gateway"
        tabindex={0}
      >
        <rect class="gate" x={-7} y={-26} width={14} height={52} rx={7} />
        <text class="outside-name" y={42}>
          gateway
        </text>
      </g>
      <g
        class={money.isAway ? "provider away" : "provider"}
        transform={`translate(${provider.x} ${provider.y})`}
        role="img"
        aria-label={`payment provider: charged ${euros(money.charged)}, refunded ${euros(money.refunded)}`}
        data-explain="provider"
        tabindex={0}
      >
        <rect class="box" x={small ? -42 : -78} y={-26} width={small ? 84 : 156} height={52} rx={12} />
        <text class="outside-title" y={-5}>
          {money.isAway ? "provider away" : small ? "provider" : "payment provider"}
        </text>
        <text class="outside-figures" y={14}>
          {small
            ? brief(money.charged - money.refunded)
            : `${brief(money.charged)} in · ${brief(money.refunded)} back`}
        </text>
      </g>
      <g
        transform={`translate(${mailbox.x} ${mailbox.y})`}
        role="img"
        aria-label={`mailbox: ${mails} notifications sent`}
        data-explain="mailbox"
        tabindex={0}
      >
        <rect class="box" x={small ? -30 : -58} y={-26} width={small ? 60 : 116} height={52} rx={12} />
        <text class="outside-title" y={-5}>
          {small ? "mails" : "mailbox"}
        </text>
        <text class="outside-figures" y={14}>
          {small ? mails : `${mails} sent`}
        </text>
      </g>
    </g>
  );
}

/** Money where there is little room: `€19.00`, `€11,043`. */
const brief = (minor: number): string =>
  minor < 100_000 ? euros(minor) : `€${Math.round(minor / 100).toLocaleString("en")}`;

/** An empty page invites. */
function Invitation({ session }: { session: Session }) {
  const order = () =>
    session.act({
      do: "order",
      restaurantId: "trattoria-sole",
      dishId: "margherita",
      quantity: 2,
      card: "tok_ok",
      customerId: "ada",
    });
  return (
    <div class="invitation">
      <p>
        Five services.
        <br />
        No conductor.
      </p>
      <button type="button" class="primary large" onClick={order}>
        Place an order
      </button>
    </div>
  );
}
