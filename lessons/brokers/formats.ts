import { enveloped, positional, sendPayments } from "../lab/brokers/payment-formats.ts";
import type { Lesson } from "../lesson.ts";

const messages = 100;

export const formats: Lesson = {
  name: "formats",
  title: "One more field in the middle",
  questions: [23],
  ground: "chassis",
  hook: `To save bytes, a team sends fields by position: order, charge. The next release inserts the customer
between the two. Its consumers are deployed a day later.`,
  compares: "OFF: fields by their position. ON: JSON with named fields in an envelope.",
  predictions: [
    {
      ask: "Of 100 messages with the new field, how many does the old consumer misread?",
      measure: "wrong",
      unit: "messages",
      off: [messages, messages],
      on: [0, 0],
    },
    {
      ask: "How many bytes does one message take? By position (OFF), as JSON in an envelope (ON).",
      measure: "bytes",
      unit: "bytes",
      off: [40, 200],
      on: [400, 1_000],
    },
  ],
  knobs: [
    {
      name: "sent",
      about: "how many are sent",
      unit: "messages",
      from: 10,
      to: 1_000,
      step: 10,
      usual: messages,
    },
  ],
  experiment: ({ side, seed, knobs: { sent = messages } }) =>
    sendPayments(seed, sent, side === "off" ? positional : enveloped),
  watch: [
    "The positional reader reports no error: it takes the customer for the charge.",
    "`readMicroseconds` is the time to parse and validate one message. A commit takes milliseconds.",
  ],
  because: { file: "messaging/wire/envelope.ts", name: "const { type, data } = envelope;" },
  explain: `Judge a format by how it changes. Readers must be able to skip unknown fields: JSON by name,
Protobuf and Avro by number or schema. Position alone does not allow it. Binary formats save bytes and
microseconds, and cost a schema registry and a tool to look into a queue. When each message needs a commit of
some milliseconds, parsing is seldom the slow part. Measure before you choose.`,
  wrong: [
    {
      answer: "Protobuf, because JSON is slow.",
      why: "Parsing takes microseconds, a commit milliseconds. Protobuf is right where bytes or schemas matter.",
    },
    {
      answer: "Version every message, then anything goes.",
      why: "Then each added field is a version that all must learn to read. Tolerant readers need none for it.",
    },
  ],
  followUps: [
    {
      ask: "How do you rename a field without stopping?",
      answer:
        "Add the new one, fill both, move the readers, retire the old. If the meaning changes: a new version.",
      level: "middle",
      lesson: "contract",
    },
    {
      ask: "Where does the time of one message go?",
      answer: "Into the commit and the confirm: both wait for a disk and a network. Batching helps most.",
      level: "senior",
    },
  ],
  limits: "The positional reader models hand-built formats. Protobuf's positions are numbered tags.",
};
