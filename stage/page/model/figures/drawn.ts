import type { Session } from "../session/session.ts";
import { createFigureIndex } from "./figure-index.ts";
import { type FiguresOverTime, figuresOf } from "./figures.ts";

/** The figures of a page, as often as they have to be drawn anew. */
export interface DrawnFigures {
  /** The figures at the moment that is shown; undefined if what was drawn last is still true. @param look how it is drawn: in another size, say */
  changed(look: string): FiguresOverTime | undefined;
}

/** The least time that a picture spans, in milliseconds. */
const leastMs = 60_000;

export function drawnFigures({ player, source }: Pick<Session, "player" | "source">): DrawnFigures {
  /** Virtual time is counted in minutes, real time in seconds. */
  const per = source.time ? 60_000 : 1_000;
  let log = player.log.peek();
  let index = createFigureIndex(log);
  let drawn = "";
  return {
    changed(look) {
      const [now, position] = [player.now.peek(), player.position.peek()];
      if (log !== player.log.peek()) {
        log = player.log.peek();
        index = createFigureIndex(log);
        drawn = "";
      }
      // While nothing happens, what waits grows older: a second is what the figures can show.
      const what = `${log.first} ${log.end} ${position} ${Math.floor(now / 1_000)} ${look}`;
      if (what === drawn) return undefined;
      drawn = what;
      const from = source.began.at;
      return figuresOf(index, position, { from, to: Math.max(now, from + leastMs), now, per });
    },
  };
}

/** The top of an axis: the least round number that is as high as all values, and at least 1. */
export function roundTop(most: number): number {
  const least = Math.max(1, most);
  const unit = 10 ** Math.floor(Math.log10(least));
  return (steps.find((step) => step * unit >= least) ?? 10) * unit;
}

const steps = [1, 2, 3, 4, 5, 6, 8, 10];
