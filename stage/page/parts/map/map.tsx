import { useComputed } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import { curve, layoutOf, type MapLayout, type Point, pathOf } from "../../model/map/layout.ts";
import { serviceView } from "../../model/map/view.ts";
import type { Session } from "../../model/session/session.ts";
import { unlessAllowed } from "../hands/controls.tsx";
import { useUnchanged } from "../unchanged.ts";
import { narrow } from "../viewport.ts";
import { Flights } from "./flights.tsx";
import { Hub } from "./hub.tsx";
import { Legend } from "./legend.tsx";
import { Outside } from "./outside.tsx";
import { ServiceCard } from "./service-card.tsx";

/** The company at the moment that is shown, drawn from its topology. */
export function CompanyMap({ session }: { session: Session }) {
  const layout = useComputed(() => layoutOf(services, narrow.value));
  const { height, width } = layout.value;
  const isEmpty = useComputed(() => session.state.value.orders.size === 0).value && !session.story.value;
  return (
    <section class={isEmpty ? "map empty" : "map"} aria-label="Map">
      <div class="map-room">
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
  return place ? <ServiceCard session={session} view={view.value} place={place} card={layout.card} /> : null;
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

/** An empty page invites. */
function Invitation({ session }: { session: Session }) {
  const allowed = session.source.allows("order");
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
      <button type="button" class="primary large" {...unlessAllowed(session, "order")} onClick={order}>
        Place an order
      </button>
      {allowed !== true && <small>{allowed}</small>}
    </div>
  );
}
