/** A rectangle on the screen, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is explained, and what is around it. */
export interface Surroundings {
  /** The part that is explained. */
  readonly part: Box;
  /** What the part belongs to, and what someone reads next: it stays free. */
  readonly frame: Box;
  /** What had better stay free, too. */
  readonly others: readonly Box[];
  readonly screen: { readonly width: number; readonly height: number };
}

type Size = Pick<Box, "width" | "height">;

const gap = 10;
const margin = 8;

/** How much of the others a tip may cover to be a pixel nearer to its part, in square pixels. */
const worthOfNearness = 20;

/** The step in which a tip slides along a side and away from it, in pixels. */
const step = 12;

/** How far a tip may stand off its frame, in pixels, beyond the gap. */
const offsets = [0, step, 2 * step, 3 * step, 4 * step];

/**
 * Where an explanation of this size stands: beside the frame of the part, or a little off it, where it covers least of the others, and
 * near the part. If no side of the frame has room, it stands above or below the part itself.
 */
export function placeTip(size: Size, { frame, others, part, screen }: Surroundings): Box {
  const cost = (box: Box) => covered(box, others) + worthOfNearness * distance(centerOf(part), box);
  const [best] = offsets
    .flatMap((offset) => placesBeside(widened(frame, offset), size, screen))
    .filter((box) => isOn(screen, box))
    .map((box) => ({ box, cost: cost(box) }))
    .sort((one, other) => one.cost - other.cost);
  if (best) return best.box;
  const isBelow = part.top + part.height / 2 < screen.height / 2;
  const top = isBelow ? part.top + part.height + gap : part.top - gap - size.height;
  return { ...size, left: within(centerOf(part).x - size.width / 2, screen.width - size.width), top };
}

const widened = ({ height, left, top, width }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** Every place right, left, below and above of a frame at which the tip still touches that side, as far as the screen allows. */
function placesBeside(frame: Box, size: Size, screen: Size): readonly Box[] {
  const lefts = slides(frame.left - size.width, frame.left + frame.width, screen.width - size.width);
  const tops = slides(frame.top - size.height, frame.top + frame.height, screen.height - size.height);
  return [
    ...tops.map((top) => ({ ...size, left: frame.left + frame.width + gap, top })),
    ...tops.map((top) => ({ ...size, left: frame.left - gap - size.width, top })),
    ...lefts.map((left) => ({ ...size, left, top: frame.top + frame.height + gap })),
    ...lefts.map((left) => ({ ...size, left, top: frame.top - gap - size.height })),
  ];
}

const slides = (from: number, to: number, most: number): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => within(from + i * step, most));

const centerOf = ({ height, left, top, width }: Box) => ({ x: left + width / 2, y: top + height / 2 });

const distance = ({ x, y }: { x: number; y: number }, { height, left, top, width }: Box): number =>
  Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height));

const within = (at: number, most: number): number => Math.max(margin, Math.min(most - margin, at));

const isOn = (screen: Size, { height, left, top, width }: Box): boolean =>
  left >= 0 && top >= 0 && left + width <= screen.width && top + height <= screen.height;

const covered = (box: Box, others: readonly Box[]): number =>
  others.reduce((sum, other) => sum + areaOver(other, box), 0);

/** The area that two boxes share. */
function areaOver(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return Math.max(0, width) * Math.max(0, height);
}
