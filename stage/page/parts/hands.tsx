import { useComputed, useSignal } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import { demoRestaurants } from "#restaurants/menu.ts";
import type { Restaurant } from "#restaurants/restaurant.ts";
import type { Action } from "../../browser/action.ts";
import type { Session } from "../model/session.ts";
import { euros } from "../model/words.ts";
import { Guarantees } from "./guarantees.tsx";
import { Stories } from "./stories.tsx";

/** What the provider does with each card. */
const cards = [
  ["tok_ok", "a good card"],
  ["tok_declined", "declined by the bank"],
  ["tok_confirm", "the bank asks for confirmation"],
  ["tok_slow", "the provider answers after 3 s"],
  ["tok_flaky", "503 twice, then fine"],
  ["tok_lost", "charged, but the answer is lost"],
] as const;

/** Everything that a person can do to the company. */
export function Hands({ session }: { session: Session }) {
  return (
    <section class="hands" aria-label="Hands">
      <Customer session={session} />
      <Stories session={session} />
      <Guarantees session={session} />
      <Faults session={session} />
      <Staff session={session} />
    </section>
  );
}

function Customer({ session }: { session: Session }) {
  const restaurantId = useSignal("trattoria-sole");
  const dishId = useSignal("margherita");
  const quantity = useSignal(2);
  const card = useSignal("tok_ok");
  const rate = useSignal(0);
  const restaurant = demoRestaurants.find((one) => one.restaurantId === restaurantId.value);
  const dish = restaurant?.dishes.find((one) => one.dishId === dishId.value) ?? restaurant?.dishes[0];
  const allowed = session.source.allows("order");
  const order = () =>
    session.act({
      do: "order",
      restaurantId: restaurantId.value,
      dishId: dish?.dishId ?? "",
      quantity: quantity.value,
      card: card.value,
      customerId: "ada",
    });
  return (
    <div class="panel customer">
      <h2>Order</h2>
      <div class="fields">
        <label>
          Restaurant
          <select
            value={restaurantId.value}
            onChange={({ currentTarget }) => {
              restaurantId.value = currentTarget.value;
              dishId.value = "";
            }}
          >
            {demoRestaurants.map((one) => (
              <option key={one.restaurantId} value={one.restaurantId}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Dish
          <select
            value={dish?.dishId}
            onChange={({ currentTarget }) => {
              dishId.value = currentTarget.value;
            }}
          >
            {restaurant?.dishes.map((one) => (
              <option key={one.dishId} value={one.dishId}>
                {one.name} · {euros(one.price)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Card
          <select
            value={card.value}
            onChange={({ currentTarget }) => {
              card.value = currentTarget.value;
            }}
          >
            {cards.map(([token, meaning]) => (
              <option key={token} value={token}>
                {meaning}
              </option>
            ))}
          </select>
        </label>
        <label class="quantity">
          Quantity
          <input
            type="number"
            min={1}
            max={9}
            value={quantity.value}
            onInput={({ currentTarget }) => {
              quantity.value = Math.min(9, Math.max(1, Math.round(Number(currentTarget.value)) || 1));
            }}
          />
        </label>
      </div>
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={allowed !== true}
          title={allowed === true ? undefined : allowed}
          onClick={order}
        >
          Place order
        </button>
        <label class="rate">
          <span>{rate.value === 0 ? "Traffic: none" : `Traffic: ${rate.value} a minute`}</span>
          <input
            type="range"
            aria-label="Traffic, orders a minute"
            min={0}
            max={20}
            step={1}
            disabled={session.source.allows("traffic") !== true}
            value={rate.value}
            onInput={({ currentTarget }) => {
              rate.value = Number(currentTarget.value);
            }}
            onChange={({ currentTarget }) =>
              session.act({ do: "traffic", perMinute: Number(currentTarget.value) })
            }
          />
        </label>
      </div>
    </div>
  );
}

interface ToggleProps {
  readonly session: Session;
  readonly label: string;
  readonly isOn: boolean;
  readonly on: Action;
  readonly off: Action;
}

/** A switch between two actions. Where the source does not allow them, it says what to do instead. */
export function Toggle({ isOn, label, off, on, session }: ToggleProps) {
  const allowed = session.source.allows((isOn ? off : on).do);
  return (
    <label class="toggle" title={allowed === true ? undefined : allowed}>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        disabled={allowed !== true}
        onChange={() => session.act(isOn ? off : on)}
      />
      <span>{label}</span>
    </label>
  );
}

function Faults({ session }: { session: Session }) {
  const state = session.state;
  const faults = useComputed(() => state.value.faults).value;
  const provider = useComputed(() => state.value.provider.is).value;
  const broker = useComputed(() => state.value.broker).value;
  return (
    <div class="panel faults">
      <h2>Break it</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Instances</th>
            <th scope="col">Database</th>
          </tr>
        </thead>
        <tbody>
          {services.map((name) => (
            <Instances key={name} session={session} name={name} />
          ))}
        </tbody>
      </table>
      <div class="switches">
        <Toggle
          session={session}
          label="Broker away"
          isOn={broker === "away"}
          on={{ do: "away", what: "broker" }}
          off={{ do: "back", what: "broker" }}
        />
        <Toggle
          session={session}
          label="Provider away"
          isOn={provider === "away"}
          on={{ do: "away", what: "provider" }}
          off={{ do: "back", what: "provider" }}
        />
        <Toggle
          session={session}
          label="Every message twice"
          isOn={faults.has("doubling")}
          on={{ do: "double", on: true }}
          off={{ do: "double", on: false }}
        />
        <Do session={session} action={{ do: "poison" }} label="Send an unreadable message" />
        <Do
          session={session}
          action={{ do: "kill-before", step: "publish", service: "orders", instance: 1 }}
          label="Kill orders between commit and publish"
        />
        <Do
          session={session}
          action={{ do: "kill-before", step: "commit", service: "payments", instance: 1 }}
          label="Kill payments before its next commit"
        />
      </div>
    </div>
  );
}

function Do({ action, label, session }: { session: Session; action: Action; label: string }) {
  const allowed = session.source.allows(action.do);
  return (
    <button
      type="button"
      class="small"
      disabled={allowed !== true}
      title={allowed === true ? undefined : allowed}
      onClick={() => session.act(action)}
    >
      {label}
    </button>
  );
}

function Instances({ name, session }: { session: Session; name: (typeof services)[number] }) {
  const service = useComputed(() => session.state.value.services[name]).value;
  const instances = [...service.instances].filter(([, is]) => is !== "stopped");
  const next = Math.max(0, ...service.instances.keys()) + 1;
  const isAway = service.database === "away";
  return (
    <tr>
      <th scope="row" class={`ink-${name}`}>
        {name}
      </th>
      <td>
        {instances.map(([instance, is]) => (
          <Do
            key={instance}
            session={session}
            label={`${is === "running" ? "Kill" : "Start"} ${name}#${instance}`}
            action={{ do: is === "running" ? "kill" : "start", service: name, instance }}
          />
        ))}
        {next <= 3 && (
          <Do
            session={session}
            label={`Add ${name}#${next}`}
            action={{ do: "start", service: name, instance: next }}
          />
        )}
      </td>
      <td>
        <Toggle
          session={session}
          label={`${name} database away`}
          isOn={isAway}
          on={{ do: "away", what: name }}
          off={{ do: "back", what: name }}
        />
      </td>
    </tr>
  );
}

/** What a restaurant's staff and the dispatcher do. */
function Staff({ session }: { session: Session }) {
  const restaurants = useComputed(() => {
    const documents = session.state.value.services.restaurants.documents;
    return demoRestaurants.map(
      ({ restaurantId }) => documents.get(`restaurants/${restaurantId}`)?.document as Restaurant | undefined,
    );
  }).value;
  return (
    <div class="panel staff">
      <h2>Kitchens and couriers</h2>
      <div class="switches">
        {restaurants.map(
          (one) =>
            one && (
              <Toggle
                key={one.restaurantId}
                session={session}
                label={`${one.name} is open`}
                isOn={one.open}
                on={{ do: "open", restaurantId: one.restaurantId }}
                off={{ do: "close", restaurantId: one.restaurantId }}
              />
            ),
        )}
        {restaurants
          .flatMap(
            (one) => one?.dishes.slice(0, 1).map((dish) => ({ dish, restaurantId: one.restaurantId })) ?? [],
          )
          .map(({ dish, restaurantId }) => (
            <Toggle
              key={dish.dishId}
              session={session}
              label={`${dish.name} available`}
              isOn={dish.available}
              on={{ do: "available", restaurantId, dishId: dish.dishId }}
              off={{ do: "sold-out", restaurantId, dishId: dish.dishId }}
            />
          ))}
        {["center", "north"].map((zone) => (
          <span key={zone} class="pair">
            <Do
              session={session}
              label={`Send couriers of ${zone} home`}
              action={{ do: "end-shifts", zone }}
            />
            <Do session={session} label={`Call them back to ${zone}`} action={{ do: "start-shifts", zone }} />
          </span>
        ))}
      </div>
    </div>
  );
}
