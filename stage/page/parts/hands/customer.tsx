import { useComputed, useSignal } from "@preact/signals";
import { demoRestaurants } from "#restaurants/demo-restaurants.ts";
import { restaurantOf } from "../../../narrative/order-of.ts";
import type { Session } from "../../model/session/session.ts";
import { wholeNumberIn } from "../../model/whole-number.ts";
import { euros } from "../../model/words.ts";
import { Choice, dishText, Panel, unlessAllowed } from "./controls.tsx";
import { Placed } from "./placed.tsx";
import { Problem, WholeNumber } from "./whole-number.tsx";

/** What the provider does with each card. */
const cards = [
  ["tok_ok", "a good card"],
  ["tok_declined", "declined by the bank"],
  ["tok_confirm", "the bank asks for confirmation"],
  ["tok_slow", "the provider answers after 3 s"],
  ["tok_flaky", "503 twice, then fine"],
  ["tok_lost", "charged, but the answer is lost"],
] as const;

type Card = (typeof cards)[number][0];

/** How many of a dish one can order. */
const quantities = { min: 1, max: 9 } as const;

/** What a customer can order, and how many others do. */
export function Customer({ session }: { session: Session }) {
  const restaurantId = useSignal("trattoria-sole");
  const dishId = useSignal("margherita");
  const typed = useSignal("2");
  const quantity = wholeNumberIn(typed.value, quantities);
  const card = useSignal<Card>("tok_ok");
  const restaurant = demoRestaurants.find((one) => one.restaurantId === restaurantId.value);
  // A dish is sold out as soon as the staff says so.
  const onMenu = useComputed(() => restaurantOf(session.state.value, restaurantId.value)?.dishes).value;
  const dishes = onMenu ?? restaurant?.dishes ?? [];
  const dish = dishes.find((one) => one.dishId === dishId.value) ?? dishes[0];
  const orderedHere = useSignal<string | undefined>(undefined);
  const order = async () => {
    await session.act({
      do: "order",
      restaurantId: restaurantId.value,
      dishId: dish?.dishId ?? "",
      quantity: quantity.number ?? 0,
      card: card.value,
      customerId: "ada",
    });
    orderedHere.value = session.placed.value;
  };
  return (
    <Panel name="customer" title="Order">
      <div class="fields">
        <Choice
          label="Restaurant"
          chosen={restaurantId}
          options={demoRestaurants.map((one) => [one.restaurantId, one.name])}
          onChoose={() => {
            dishId.value = "";
          }}
        />
        <Choice
          label="Dish"
          name="dish"
          chosen={dishId}
          value={dish?.dishId ?? ""}
          options={dishes.map((one) => [one.dishId, `${dishText(one)} · ${euros(one.price)}`])}
        />
        <WholeNumber
          {...quantities}
          label="Quantity"
          title="Quantity"
          name="quantity"
          text={typed.value}
          onType={(text) => {
            typed.value = text;
          }}
        >
          <span aria-hidden="true">×</span>
        </WholeNumber>
        <Choice label="Card" chosen={card} options={cards} />
      </div>
      <Problem text={quantity.problem} />
      <div class="row">
        <button
          type="button"
          class="primary"
          {...(quantity.problem
            ? { disabled: true, title: quantity.problem }
            : unlessAllowed(session, "order"))}
          onClick={order}
        >
          {session.player.actsNow.value ? "Place order now" : "Place order"}
        </button>
        <Traffic session={session} />
      </div>
      <Placed session={session} orderedHere={orderedHere.value} />
    </Panel>
  );
}

/** Orders a minute that other customers place. In a tab, a minute of virtual time passes in a second. */
const rates = { tab: [0, 1, 2, 5, 10, 20, 40, 60], live: [0, 5, 10, 20, 60, 120, 300, 600] } as const;

function Traffic({ session }: { session: Session }) {
  const now = useComputed(() => session.state.value.traffic).value;
  const chosen = useSignal<number | undefined>(undefined);
  const steps = session.source.time ? rates.tab : rates.live;
  const rate = chosen.value === undefined ? now : (steps[chosen.value] ?? 0);
  const allowed = session.source.allows("traffic");
  const text = rate === 0 ? "none" : `${rate} a minute`;
  return (
    <label class="rate" title={allowed === true ? undefined : allowed}>
      <span>Traffic: {text}</span>
      <input
        type="range"
        aria-label="Traffic, orders a minute"
        aria-valuetext={text}
        min={0}
        max={steps.length - 1}
        step={1}
        disabled={allowed !== true}
        value={chosen.value ?? steps.findLastIndex((step) => step <= now)}
        onInput={({ currentTarget }) => {
          chosen.value = Number(currentTarget.value);
        }}
        onChange={async ({ currentTarget }) => {
          await session.act({ do: "traffic", perMinute: steps[Number(currentTarget.value)] ?? 0 });
          chosen.value = undefined;
        }}
      />
    </label>
  );
}
