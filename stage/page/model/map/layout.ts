/** A point of the map, in its own units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A service on the map: the center of its card, and the place of its inbox at the edge that faces the exchanges. */
export interface Placed extends Point {
  readonly inbox: Point;
}

/** Where everything on the map is. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly card: { readonly width: number; readonly height: number };
  readonly exchanges: { readonly events: Point; readonly cancellations: Point };
  readonly services: ReadonlyMap<string, Placed>;
  readonly customer: Point;
  readonly gateway: Point;
  readonly provider: Point;
  readonly mailbox: Point;
}

/**
 * Places the services around the exchanges, in the order of an order's way through them, clockwise from the left. One more service
 * takes its place among them; nothing is placed by hand.
 *
 * @param narrow for a telephone: two columns, with the exchanges between them
 */
export const layoutOf = (services: readonly string[], narrow: boolean): MapLayout =>
  narrow ? narrowLayout(services) : wideLayout(services);

const inboxWidth = 74;

function wideLayout(services: readonly string[]): MapLayout {
  const [width, height] = [912, 540];
  const card = { width: 192, height: 108 };
  const center = { x: 556, y: 270 };
  const radius = { x: 312, y: 206 };
  const placed = services.map((name, i): [string, Placed] => {
    const angle = Math.PI + (i * 2 * Math.PI) / services.length;
    const at = {
      x: Math.round(center.x + radius.x * Math.cos(angle)),
      y: Math.round(center.y + radius.y * Math.sin(angle)),
    };
    return [name, { ...at, inbox: edgeTowards(at, center, card) }];
  });
  return {
    width,
    height,
    isNarrow: false,
    card,
    exchanges: {
      events: { x: center.x, y: center.y - 22 },
      cancellations: { x: center.x, y: center.y + 78 },
    },
    services: new Map(placed),
    customer: { x: 40, y: center.y },
    gateway: { x: 108, y: center.y },
    provider: { x: 186, y: 44 },
    mailbox: { x: 186, y: height - 44 },
  };
}

function narrowLayout(services: readonly string[]): MapLayout {
  const width = 390;
  const card = { width: 180, height: 104 };
  const rowHeight = 124;
  const rows = Math.ceil((services.length + 1) / 2);
  const top = 250;
  const center = { x: width / 2 - 52, y: 136 };
  const placed = services.map((name, i): [string, Placed] => {
    const column = (i + 1) % 2;
    const row = Math.floor((i + 1) / 2);
    const at = { x: column === 0 ? 94 : width - 94, y: top + row * rowHeight };
    return [
      name,
      { ...at, inbox: { x: column === 0 ? at.x + 52 : at.x - 52, y: at.y - card.height / 2 - 11 } },
    ];
  });
  return {
    width,
    height: top + rows * rowHeight - 40,
    isNarrow: true,
    card,
    exchanges: { events: center, cancellations: { x: center.x, y: center.y + 76 } },
    services: new Map(placed),
    customer: { x: 38, y: 40 },
    gateway: { x: 110, y: 40 },
    provider: { x: width - 130, y: 40 },
    mailbox: { x: width - 44, y: 40 },
  };
}

/** Where the line from a card to a point leaves the card, moved along the edge so that the inbox does not hang over a corner. */
function edgeTowards(at: Point, to: Point, card: { readonly width: number; readonly height: number }): Point {
  const [dx, dy] = [to.x - at.x, to.y - at.y];
  const [halfWidth, halfHeight] = [card.width / 2, card.height / 2];
  const isSide = Math.abs(dx) / halfWidth > Math.abs(dy) / halfHeight && Math.abs(dy) < halfHeight * 1.6;
  if (isSide) return { x: at.x + Math.sign(dx) * (halfWidth + 37), y: at.y + clamp(dy, halfHeight - 26) };
  const x = at.x + clamp(dx, halfWidth - inboxWidth / 2 - 8);
  return { x, y: at.y + Math.sign(dy) * (halfHeight + 14) };
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** A curve of the map: a quadratic Bézier. */
export type Curve = readonly [Point, Point, Point];

/** A curve between two points that bends to its right by a part of its length. */
export function curve(from: Point, to: Point, bend = 0.12): Curve {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const control = { x: middle.x - (to.y - from.y) * bend, y: middle.y + (to.x - from.x) * bend };
  return [from, control, to];
}

/** The point at `t` (0 to 1) of a curve. */
export const pointOn = ([a, b, c]: Curve, t: number): Point => ({
  x: (1 - t) ** 2 * a.x + 2 * (1 - t) * t * b.x + t ** 2 * c.x,
  y: (1 - t) ** 2 * a.y + 2 * (1 - t) * t * b.y + t ** 2 * c.y,
});

/** A curve as the `d` of an SVG path. */
export const pathOf = ([a, b, c]: Curve): string => `M${a.x} ${a.y} Q${b.x} ${b.y} ${c.x} ${c.y}`;
