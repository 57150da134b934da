import { contracts } from "#contracts/contracts.ts";
import { instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { decode, encode } from "#messaging/wire/envelope.ts";
import { ordersService } from "#orders/service.ts";
import { numbers } from "../lab/bench-broker.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const messages = 100;
const at = instant(Date.UTC(2026, 0, 2, 18));

/** The fields of a payment that succeeded, in the order of the first release. */
const inOrder = ["orderId", "chargeId"] as const;

export const formats: Lesson = {
  name: "formats",
  title: "One more field in the middle",
  questions: [23],
  ground: "chassis",
  hook: `To save bytes, a team sends fields by position: order, charge. The next release inserts the customer between the two. The consumers are
deployed a day later.`,
  predictions: [
    {
      ask: "Of 100 messages with the new field, how many does the old consumer read wrongly?",
      measure: "wrong",
      unit: "messages",
      off: [messages, messages],
      on: [0, 0],
    },
    {
      ask: "How many bytes has one message? By position (OFF), as JSON in an envelope (ON).",
      measure: "bytes",
      unit: "bytes",
      off: [40, 200],
      on: [400, 1_000],
    },
  ],
  experiment({ side, seed }) {
    const all = numbers(messages).map((n) => payment(`${seed}/${n}`));
    const bodies = all.map((data) => (side === "off" ? byPosition(data) : asEnvelope(data)));
    const read = side === "off" ? readByPosition : readEnvelope;
    const began = performance.now();
    const chargeIds = bodies.map(read);
    const microseconds = ((performance.now() - began) * 1_000) / messages;
    const wrong = chargeIds.map((chargeId, n) => chargeId !== all[n]?.chargeId);
    for (const n of wrong.keys())
      showTrial(n, () => ({ wrong: wrong.slice(0, n + 1).filter(Boolean).length }));
    return {
      wrong: wrong.filter(Boolean).length,
      bytes: bodies.reduce((sum, { byteLength }) => sum + byteLength, 0) / messages,
      readMicroseconds: Math.round(microseconds),
    };
  },
  watch: [
    "The positional reader reports no error: it takes the customer for the charge.",
    "`readMicroseconds` is what parsing and validating takes. A commit takes milliseconds.",
  ],
  because: { file: "messaging/wire/envelope.ts", name: "const { type, data } = envelope;" },
  explain: `A format is judged by how it changes. Readers must be able to skip what they do not know: JSON by name, Protobuf and Avro by number or
schema. Position alone cannot. Binary formats save bytes and microseconds, and cost a schema registry and a tool for each look into
a queue. With a commit of some milliseconds for each message, parsing is seldom what is slow. Measure before you choose.`,
  wrong: [
    {
      answer: "Protobuf, because JSON is slow.",
      why: "Some microseconds against milliseconds of commit. It is right where bytes or schemas matter.",
    },
    {
      answer: "Version every message, then anything goes.",
      why: "Then every added field is a new version that all must read. Tolerant readers need none for it.",
    },
  ],
  followUps: [
    {
      ask: "A field is renamed. How, without stopping?",
      answer:
        "Add the new one, fill both, move the readers, then retire the old one. Or a new version, if the meaning changes.",
      level: "middle",
      lesson: "contract",
    },
    {
      ask: "Where does the time of one message go?",
      answer: "Into the commit and the confirm, both on a disk and over a network. Batching them helps most.",
      level: "senior",
    },
  ],
  limits:
    "The positional reader is a model of what is sometimes built by hand; Protobuf's positions are numbered tags.",
};

function payment(name: string) {
  const orderId = idOf(`order ${name}`);
  return { orderId, customerId: `customer-${name}`, chargeId: `ch_${orderId.slice(0, 8)}` };
}

type Payment = ReturnType<typeof payment>;

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

const byPosition = ({ orderId, customerId, chargeId }: Payment): Uint8Array =>
  utf8.encoder.encode([orderId, customerId, chargeId].join("|"));

const readByPosition = (body: Uint8Array): string | undefined =>
  utf8.decoder.decode(body).split("|")[inOrder.indexOf("chargeId")];

const asEnvelope = (data: Payment): Uint8Array => {
  const about = { id: idOf(data.chargeId), source: "/payments", subject: data.orderId, time: at };
  const amount = { amount: 950, currency: "EUR" };
  return encode(
    beginning({ ...about, type: "payments.payment-succeeded.v1", data: { ...data, amount } }),
    contracts,
  );
};

const readEnvelope = (body: Uint8Array): string | undefined =>
  (decode(body, ordersService, contracts).data as { readonly chargeId?: string }).chargeId;
