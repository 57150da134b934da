import { contracts } from "#contracts/contracts.ts";
import { instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { decode, encode } from "#messaging/wire/envelope.ts";
import { ordersService } from "#orders/service.ts";
import { numbers } from "../bench-broker.ts";
import { showTrial } from "../recording.ts";

type Payment = ReturnType<typeof payment>;

/** How the new release writes a payment, and how the old one reads its charge. */
interface Format {
  write(payment: Payment): Uint8Array;
  chargeIdIn(body: Uint8Array): string | undefined;
}

/** Writes payments as the new release does, reads them as the old one does, and counts what it misreads. */
export function sendPayments(seed: number, messages: number, { write, chargeIdIn }: Format) {
  const payments = numbers(messages).map((n) => payment(`${seed}/${n}`));
  const bodies = payments.map(write);
  const began = performance.now();
  const chargeIds = bodies.map(chargeIdIn);
  const readMs = performance.now() - began;
  let wrong = 0;
  for (const [n, chargeId] of chargeIds.entries()) {
    if (chargeId !== payments[n]?.chargeId) wrong += 1;
    showTrial(n, () => ({ wrong }));
  }
  return {
    wrong,
    bytes: bodies.reduce((sum, { byteLength }) => sum + byteLength, 0) / messages,
    readMicroseconds: Math.round((readMs * 1_000) / messages),
  };
}

function payment(name: string) {
  const orderId = idOf(`order ${name}`);
  return { orderId, customerId: `customer-${name}`, chargeId: `ch_${orderId.slice(0, 8)}` };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Fields by position, as some teams build it by hand. The first release had two: order and charge. */
export const positional: Format = {
  write: ({ orderId, customerId, chargeId }) => encoder.encode([orderId, customerId, chargeId].join("|")),
  chargeIdIn: (body) => decoder.decode(body).split("|")[1],
};

/** The envelope that our services use: JSON, fields by name. */
export const enveloped: Format = {
  write(payment) {
    const time = instant(Date.UTC(2026, 0, 2, 18));
    const about = { id: idOf(payment.chargeId), source: "/payments", subject: payment.orderId, time };
    const data = { ...payment, amount: { amount: 950, currency: "EUR" } };
    return encode(beginning({ ...about, type: "payments.payment-succeeded.v1", data }), contracts);
  },
  chargeIdIn: (body) => (decode(body, ordersService, contracts).data as Partial<Payment>).chargeId,
};
