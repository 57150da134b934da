import type { MapLayout, Placed } from "../../model/map/layout.ts";
import type { ServiceView } from "../../model/map/view.ts";
import type { Session } from "../../model/session/session.ts";
import { onPress } from "../on-press.ts";
import { narrow } from "../viewport.ts";

interface TroubleProps {
  readonly session: Session;
  readonly view: ServiceView;
  readonly place: Placed;
  readonly card: MapLayout["card"];
}

const height = 20;
/** How far it stands out at the side: on a telephone, the inbox of the next card is right below. */
const outwards = 3;

/** At the edge of a card: that an instance is dead, with the button that starts it, or that one will be killed. */
export function Trouble({ card, place, session, view }: TroubleProps) {
  const dead = view.instances.find(({ isAlive }) => !isAlive);
  const [armed] = view.armed;
  const at = placeOf(place, card);
  if (dead) return <Dead session={session} view={view} instance={dead.instance} at={at} />;
  const fate = narrow.value ? "dies later" : `dies before ${armed}`;
  return armed ? <Pill at={at} kind="armed" text={fate} /> : null;
}

interface At {
  readonly x: number;
  readonly y: number;
  readonly isRight: boolean;
}

/** The edge that the inbox leaves free, and the end of it that is farther from the inbox. */
function placeOf({ inbox, x, y }: Placed, card: MapLayout["card"]): At {
  const isRight = inbox.x < x;
  const isBelow = inbox.y < y;
  return {
    x: x + (isRight ? 1 : -1) * (card.width / 2 + outwards),
    y: y + (isBelow ? 1 : -1) * (card.height / 2 + 4) - height / 2,
    isRight,
  };
}

function Dead({
  at,
  instance,
  session,
  view,
}: {
  at: At;
  instance: number;
  session: Session;
  view: ServiceView;
}) {
  const allowed = session.source.allows("start");
  const many = view.instances.length > 1;
  const who = many ? `#${instance} dead` : "dead";
  if (allowed !== true) return <Pill at={at} kind="dead" text={who} title={allowed} />;
  const offer = narrow.value ? `${many ? `#${instance}` : who}: start` : `${who}: start again`;
  const start = () => void session.act({ do: "start", service: view.name, instance });
  return (
    <g
      class="start"
      role="button"
      tabindex={0}
      aria-label={`${who}: start again, ${view.name}`}
      {...onPress(start)}
    >
      <Pill at={at} kind="dead" text={offer} />
    </g>
  );
}

interface PillProps {
  readonly at: At;
  readonly kind: "armed" | "dead";
  readonly text: string;
  readonly title?: string;
}

/** How wide a character is, whatever the font. */
const characterWidth = 6.7;

function Pill({ at, kind, text, title }: PillProps) {
  const width = Math.round(text.length * characterWidth) + 14;
  const left = at.isRight ? at.x - width : at.x;
  return (
    <g class={`pill is-${kind}`}>
      {title && <title>{title}</title>}
      <rect x={left} y={at.y} width={width} height={height} rx={height / 2} />
      <text x={left + width / 2} y={at.y + height / 2 + 4}>
        {text}
      </text>
    </g>
  );
}
