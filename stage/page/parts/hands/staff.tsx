import { useComputed, useSignal } from "@preact/signals";
import { demoCouriers } from "#couriers/demo-couriers.ts";
import type { Roster } from "#couriers/roster.ts";
import { demoRestaurants } from "#restaurants/demo-restaurants.ts";
import { restaurantOf } from "../../../narrative/order-of.ts";
import type { Session } from "../../model/session/session.ts";
import { wholeNumberIn } from "../../model/whole-number.ts";
import { useAsked } from "./asked.ts";
import { Choice, Do, dishText, Panel, Toggle } from "./controls.tsx";
import { Problem, WholeNumber } from "./whole-number.tsx";

const zones = [...new Set(demoCouriers.map(({ zone }) => zone))];

/** What the staff of the kitchens and the dispatcher of the couriers do. */
export function Staff({ session }: { session: Session }) {
  return (
    <Panel name="staff" title="Kitchens and couriers">
      {demoRestaurants.map(({ restaurantId }) => (
        <Kitchen key={restaurantId} session={session} restaurantId={restaurantId} />
      ))}
      {zones.map((zone) => (
        <Shifts key={zone} session={session} zone={zone} />
      ))}
    </Panel>
  );
}

/** How many orders a kitchen can cook at once. */
const capacities = { min: 0, max: 1_000 } as const;

function Kitchen({ restaurantId, session }: { session: Session; restaurantId: string }) {
  const restaurant = useComputed(() => restaurantOf(session.state.value, restaurantId)).value;
  const chosen = useSignal("");
  const typed = useSignal<string | undefined>(undefined);
  const { ask, shown: capacity } = useAsked(session, restaurant?.capacity);
  if (!restaurant) return null;
  const { cooking, dishes, name, open } = restaurant;
  const dish = dishes.find(({ dishId }) => dishId === chosen.value) ?? dishes[0];
  const allowed = session.source.allows("capacity");
  return (
    <fieldset class="choices kitchen">
      <legend>{name}</legend>
      <Toggle
        session={session}
        label={`${name} is open`}
        text="open"
        isOn={open}
        on={{ do: "open", restaurantId }}
        off={{ do: "close", restaurantId }}
      />
      <WholeNumber
        {...capacities}
        label={`Capacity of ${name}`}
        title={allowed === true ? "Orders that may cook at once" : allowed}
        name="capacity"
        text={typed.value ?? String(capacity)}
        disabled={allowed !== true}
        onType={(text) => {
          typed.value = text;
        }}
        onGive={(orders) => {
          typed.value = undefined;
          if (orders !== capacity) ask(orders, session.act({ do: "capacity", restaurantId, orders }));
        }}
      >
        {cooking.length} cooking of
      </WholeNumber>
      <Choice
        isBare
        label={`Dish of ${name}`}
        chosen={chosen}
        value={dish?.dishId ?? ""}
        options={dishes.map((one) => [one.dishId, dishText(one)])}
      />
      {dish && (
        <Toggle
          session={session}
          label={`${dish.name} available`}
          text="available"
          isOn={dish.available}
          on={{ do: "available", restaurantId, dishId: dish.dishId }}
          off={{ do: "sold-out", restaurantId, dishId: dish.dishId }}
        />
      )}
      <Problem
        text={typed.value === undefined ? undefined : wholeNumberIn(typed.value, capacities).problem}
      />
    </fieldset>
  );
}

/** A zone's couriers, sent home and called back. Those on a ride finish it. */
function Shifts({ session, zone }: { session: Session; zone: string }) {
  const { all, onShift } = useComputed(() => {
    const found = session.state.value.services.couriers.documents.get(`rosters/${zone}`)?.document;
    const couriers = (found as Roster | undefined)?.couriers ?? [];
    return { all: couriers.length, onShift: couriers.filter(({ status }) => status !== "off-shift").length };
  }).value;
  return (
    <fieldset class="choices">
      <legend>
        Couriers of {zone}: {onShift} of {all} on shift
      </legend>
      <Do
        session={session}
        label={`Send home the couriers of ${zone}`}
        text="Send home"
        action={{ do: "end-shifts", zone }}
      />
      <Do
        session={session}
        label={`Call back the couriers of ${zone}`}
        text="Call back"
        action={{ do: "start-shifts", zone }}
      />
    </fieldset>
  );
}
