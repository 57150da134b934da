import { numbers } from "../lab/bench-broker.ts";
import { lab } from "../lab/lab.ts";
import type { Lesson } from "../lesson.ts";

const seconds = 120;
const perSecond = 2;
const members = 40;
const downFrom = 40;
const downTo = 70;
const largeChannel = 10_000;

export const messenger: Lesson = {
  name: "messenger",
  title: "The gateway that took sixty messages with it",
  questions: [1],
  ground: "lab",
  hook: `Forty members of a channel are connected to one gateway, which pushes each message to them. The gateway dies for thirty seconds; the members
connect again and read on, as if nothing had happened.`,
  predictions: [
    {
      ask: "Two messages a second: how many does each member miss?",
      measure: "missedByEach",
      unit: "messages",
      off: [35, 90],
      on: [0, 0],
    },
    {
      ask: "A channel has 10,000 members: how many copies of one message are written? To each inbox (OFF), once to the channel (ON).",
      measure: "copies",
      unit: "copies",
      off: [largeChannel, largeChannel],
      on: [1, 1],
    },
  ],
  knobs: [
    {
      name: "down",
      about: "the gateway is away",
      unit: "s",
      from: 1,
      to: 60,
      step: 1,
      usual: downTo - downFrom,
    },
  ],
  async experiment({ side, seed, knobs: { down = downTo - downFrom } }) {
    const pulls = side === "on";
    const model = lab(seed);
    const channel: number[] = [];
    const got = numbers(members).map(() => new Set<number>());
    const isUp = (): boolean => model.now() < downFrom * 1_000 || model.now() >= (downFrom + down) * 1_000;
    const missed = (): number => got.reduce((sum, seen) => sum + channel.length - seen.size, 0);
    const say = (): void => {
      const number = channel.push(channel.length);
      if (isUp()) for (const seen of got) seen.add(number - 1);
      model.show(() => ({ missedByEach: missed() / members }));
      model.after(model.exponential(1_000 / perSecond), say);
    };
    say();
    model.after((downFrom + down) * 1_000, () => {
      // Each says the last number that it has, and gets what came after it.
      if (pulls) for (const seen of got) for (const number of channel.slice(seen.size)) seen.add(number);
    });
    await model.run(seconds * 1_000);
    return { missedByEach: missed() / members, copies: pulls ? 1 : largeChannel };
  },
  watch: [
    "The WebSocket does not notice: what was pushed while it was gone was pushed to nobody.",
    "Numbers must be per channel. One number for all would tell a member of gaps that are not theirs.",
  ],
  because: { file: "messaging/message.ts", name: "readonly sequence: number;" },
  explain: `A push is a hint, and the store is the truth. Each message gets the next number of its channel, is committed, and then pushed, at most
once. A client that sees a gap, or connects again, says its last number and pulls the rest. So any gateway may die. Small channels
may be copied to each member's inbox; a large one is stored once and read from there, or one message costs ten thousand writes.`,
  wrong: [
    {
      answer: "The WebSocket delivers it.",
      why: "While it lasts. It cannot deliver what was sent while there was none.",
    },
    {
      answer: "A durable queue for each member.",
      why: "A million members, and each message copied to those of its channel, to keep what the channel stores anyway.",
    },
  ],
  followUps: [
    {
      ask: "A channel has 100,000 members. What changes?",
      answer:
        "No copies; presence and unread counters become the cost. Store the last number that each member read: unread is a subtraction.",
      level: "senior",
    },
    {
      ask: "How do you order messages of one channel?",
      answer:
        "By a number that its shard gives out: one writer for each channel. Client clocks decide nothing but what they show meanwhile.",
      level: "senior",
      lesson: "sharding",
    },
  ],
  limits: "A model of one gateway and one channel. Search, mail and mobile push are consumers beside it.",
};
