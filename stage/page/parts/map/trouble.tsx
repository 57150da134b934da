import type { MapLayout, Placed } from "../../model/map/layout.ts";
import type { ServiceView } from "../../model/map/view.ts";
import type { Session } from "../../model/session/session.ts";
import { narrow } from "../viewport.ts";
import { type At, Mend, Pill, pillHeight } from "./mend.tsx";

interface TroubleProps {
  readonly session: Session;
  readonly view: ServiceView;
  readonly place: Placed;
  readonly card: MapLayout["card"];
}

/** How far it stands out at the side: on a telephone, the inbox of the next card is right below. */
const outwards = 3;

/** At the edge of a card: that an instance is dead or the database away, with the button that mends it, or that one will be killed. */
export function Trouble({ card, place, session, view }: TroubleProps) {
  const dead = view.instances.find(({ isAlive }) => !isAlive);
  const [armed] = view.armed;
  const at = placeOf(place, card);
  if (dead) return <Dead session={session} view={view} instance={dead.instance} at={at} />;
  if (view.isDatabaseAway)
    return (
      <Mend
        session={session}
        at={at}
        action={{ do: "back", what: view.name }}
        name={`database away: bring it back, ${view.name}`}
        offer={narrow.value ? "database: back" : "database: bring back"}
        state="database away"
      />
    );
  const fate = narrow.value ? "dies later" : `dies before ${armed}`;
  return armed ? <Pill at={at} kind="armed" text={fate} /> : null;
}

/** The edge that the inbox leaves free, and the end of it that is farther from the inbox. */
function placeOf({ inbox, x, y }: Placed, card: MapLayout["card"]): At {
  const isRight = inbox.x < x;
  const isBelow = inbox.y < y;
  return {
    x: x + (isRight ? 1 : -1) * (card.width / 2 + outwards),
    y: y + (isBelow ? 1 : -1) * (card.height / 2 + 4) - pillHeight / 2,
    align: isRight ? "right" : "left",
  };
}

type DeadProps = Pick<TroubleProps, "session" | "view"> & { readonly at: At; readonly instance: number };

function Dead({ at, instance, session, view }: DeadProps) {
  const many = view.instances.length > 1;
  const who = many ? `#${instance} dead` : "dead";
  return (
    <Mend
      session={session}
      at={at}
      action={{ do: "start", service: view.name, instance }}
      name={`${who}: start again, ${view.name}`}
      offer={narrow.value ? `${many ? `#${instance}` : who}: start` : `${who}: start again`}
      state={who}
    />
  );
}
