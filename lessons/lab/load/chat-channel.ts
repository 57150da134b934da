import { numbers } from "../bench-broker.ts";
import { lab } from "../lab.ts";

const members = 40;
const perSecond = 2;
const downFromMs = 40_000;

/** Two minutes of a chat channel whose gateway goes down. Returns how many messages each member misses. */
export async function missedByEach(seed: number, downMs: number, pullsAfterwards: boolean): Promise<number> {
  const model = lab(seed);
  const upAgainMs = downFromMs + downMs;
  const channel: number[] = [];
  const received = numbers(members).map(() => new Set<number>());
  const missed = (): number => received.reduce((sum, mine) => sum + channel.length - mine.size, 0) / members;
  const write = (): void => {
    const number = channel.length;
    channel.push(number);
    const isUp = model.now() < downFromMs || model.now() >= upAgainMs;
    if (isUp) for (const mine of received) mine.add(number);
    model.show(() => ({ missedByEach: missed() }));
    model.after(model.exponential(1_000 / perSecond), write);
  };
  write();
  model.after(upAgainMs, () => {
    if (!pullsAfterwards) return;
    // Each member sends the last number it has, and gets everything after it.
    for (const mine of received) for (const number of channel.slice(mine.size)) mine.add(number);
  });
  await model.run(120_000);
  return missed();
}
