import type { Action } from "../../../browser/action.ts";
import type { Session } from "../../model/session/session.ts";
import { onPress } from "../on-press.ts";

/** Where a pill is: its upper edge, and the x at which it begins, ends, or has its middle. */
export interface At {
  readonly x: number;
  readonly y: number;
  readonly align: "left" | "right" | "middle";
}

/** How high a pill is. */
export const pillHeight = 20;

interface MendProps {
  readonly session: Session;
  readonly at: At;
  readonly action: Action;
  /** What is broken, as a screen reader hears it. */
  readonly name: string;
  /** What is shown, and pressed. */
  readonly offer: string;
  /** What is shown where the source does not allow it, which says what to do instead. */
  readonly state: string;
}

/** Something that is broken, on the map, with the button that mends it. */
export function Mend({ action, at, name, offer, session, state }: MendProps) {
  const allowed = session.source.allows(action.do);
  if (allowed !== true) return <Pill at={at} kind="dead" text={state} title={allowed} />;
  return (
    <g class="mend" role="button" tabindex={0} aria-label={name} {...onPress(() => void session.act(action))}>
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

/** A few words on the map, in the color of danger. */
export function Pill({ at, kind, text, title }: PillProps) {
  const width = Math.round(text.length * characterWidth) + 14;
  const left = at.x - { left: 0, right: width, middle: width / 2 }[at.align];
  return (
    <g class={`pill is-${kind}`}>
      {title && <title>{title}</title>}
      <rect x={left} y={at.y} width={width} height={pillHeight} rx={pillHeight / 2} />
      <text x={left + width / 2} y={at.y + pillHeight / 2 + 4}>
        {text}
      </text>
    </g>
  );
}
