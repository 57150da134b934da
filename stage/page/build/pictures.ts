import type { PictureSize } from "./take-pictures.ts";

/** The committed pictures of the page: what each shows, and how large it is. */
export interface Picture extends PictureSize {
  /** The moment, as the fragment of a link. */
  readonly fragment: string;
  /** How long to play on from that moment, in milliseconds, so that messages are on their way. */
  readonly playMs?: number;
  /** Whether to ask how the promise broke. */
  readonly showHow?: true;
}

/** The story with which the demo begins, so that the README shows one and the same. */
const crash = "#seed=1&story=crash-before-publishing";
const order = "#seed=1&did=0:order:trattoria-sole:margherita:2:tok_ok:ada";

export const pictures: readonly Picture[] = [
  { name: "empty", fragment: "", width: 1440, height: 900, theme: "light" },
  { name: "crash", fragment: `${crash}&at=186`, width: 1440, height: 900, theme: "light", playMs: 900 },
  { name: "dark", fragment: `${order}&at=190`, width: 1440, height: 900, theme: "dark", playMs: 900 },
  {
    name: "busy",
    fragment: "#seed=1&story=rush-hour&at=4200",
    width: 1440,
    height: 900,
    theme: "dark",
    playMs: 900,
  },
  {
    name: "broken",
    fragment: "#seed=1&story=answer-lost&without=idempotency-key&at=221",
    width: 1440,
    height: 900,
    theme: "light",
    showHow: true,
  },
  { name: "phone", fragment: `${order}&at=200`, width: 390, height: 844, theme: "light", playMs: 900 },
];
