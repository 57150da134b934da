import { missedByEach } from "../lab/load/chat-channel.ts";
import type { Lesson } from "../lesson.ts";

const largeChannel = 10_000;

export const messenger: Lesson = {
  name: "messenger",
  title: "The gateway that took sixty messages with it",
  questions: [1],
  ground: "lab",
  hook: `Forty members of a channel are connected to one gateway, which pushes each message to them. The
gateway goes down for thirty seconds. The members reconnect and read on as if nothing had happened.`,
  compares:
    "OFF: messages are only pushed, and each inbox gets a copy. ON: the channel stores each message once, and members pull what they missed.",
  predictions: [
    {
      ask: "At two messages a second, how many does each member miss?",
      measure: "missedByEach",
      unit: "messages",
      off: [35, 90],
      on: [0, 0],
    },
    {
      ask: "A channel has 10,000 members: how many copies of one message are written? One to each inbox (OFF), one to the channel (ON).",
      measure: "copies",
      unit: "copies",
      off: [largeChannel, largeChannel],
      on: [1, 1],
    },
  ],
  knobs: [
    { name: "down", about: "how long the gateway is down", unit: "s", from: 1, to: 60, step: 1, usual: 30 },
  ],
  experiment: async ({ side, seed, knobs: { down = 30 } }) => ({
    missedByEach: await missedByEach(seed, down * 1_000, side === "on"),
    copies: side === "on" ? 1 : largeChannel,
  }),
  watch: [
    "The WebSocket does not notice: the messages of those thirty seconds were pushed to no connection.",
    "Number the messages of each channel separately. With one counter for all, a member would see gaps in other channels.",
  ],
  because: { file: "messaging/message.ts", name: "readonly sequence: number;" },
  explain: `A push is a hint; the store is the truth. Each message gets the next number of its channel, is
committed, and is then pushed at most once. A client that sees a gap, or reconnects, sends the last number it
has and pulls the rest, so any gateway may die. A small channel may copy each message to its members' inboxes.
A large one stores it once and is read from there; otherwise one message would cost ten thousand writes.`,
  wrong: [
    {
      answer: "The WebSocket delivers it.",
      why: "While it is open. It cannot deliver a message that was sent before it reconnected.",
    },
    {
      answer: "A durable queue for each member.",
      why: "A million queues, and a copy of each message in many of them, to keep what the channel stores anyway.",
    },
  ],
  followUps: [
    {
      ask: "A channel has 100,000 members. What changes?",
      answer:
        "No copies. Presence and unread counters become the cost. Store the last number that each member has read: the unread count is a subtraction.",
      level: "senior",
    },
    {
      ask: "How do you order the messages of one channel?",
      answer:
        "By a number that the channel's shard assigns: one writer per channel. Client clocks only decide what a client shows meanwhile.",
      level: "senior",
      lesson: "sharding",
    },
  ],
  limits: "A model of one gateway and one channel. Search, mail and mobile push are further consumers.",
};
