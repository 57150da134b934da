import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { runService } from "#tooling/testing/running-service.ts";
import { paymentsHttp } from "../http.ts";
import { payments } from "../payment.ts";
import type { PaymentProvider } from "../provider.ts";
import { paymentsCalls, paymentsService } from "../service.ts";
import { orderId } from "./given.ts";

/** A provider where everything succeeds. */
export const willing: PaymentProvider = {
  charge: async () => ({ orderId, chargeId: "ch_1", status: "succeeded" }),
  confirm: async () => ({ orderId, chargeId: "ch_1", status: "succeeded" }),
  refund: async () => ({ orderId, chargeId: "ch_1", refundId: "re_1" }),
};

/** A provider that does not respond to charges. */
export const silent: PaymentProvider = {
  ...willing,
  charge: () => Promise.reject(new Error("connect ECONNREFUSED")),
};

/** The webhook event of the provider for a successful charge. */
export const chargeSucceeded = {
  id: "evt_1",
  type: "charge.succeeded",
  createdAt: "2026-01-02T18:00:00.000Z",
  data: {
    chargeId: "ch_1",
    key: `charge:${orderId}`,
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    status: "succeeded",
  },
};

/** Payments, on the embedded adapters, with this provider. */
export async function runPayments(provider: PaymentProvider) {
  const called: string[] = [];
  const duplicates: string[] = [];
  const service = await runService({
    service: paymentsService({ paymentExpiryMs: 15 * 60_000 }),
    performers: paymentsCalls(recorded(provider, called)),
    observe: (hop) => hop.kind === "duplicate" && duplicates.push(hop.message.type),
    api: (given) => paymentsHttp({ ...given, webhookSecrets: ["whsec_1"] }),
  });

  return {
    ...service,
    /** The idempotency keys of the calls to the provider. */
    called,
    /** The types of redelivered messages. */
    duplicates,
    /** Sends an event of the provider, signed now. */
    webhook: (event: object) => {
      const body = JSON.stringify(event);
      const signature = signWith("whsec_1")(body, service.clock.now());
      const request = service.http.post("/payments/webhook").set("Provider-Signature", signature);
      return request.set("Content-Type", "application/json").send(body);
    },
    status: async () => (await service.store.get(payments(orderId)))?.status,
  };
}

/** Records the key of each call. */
function recorded(provider: PaymentProvider, called: string[]): PaymentProvider {
  const record = <Answer>(key: string, call: () => Promise<Answer>): Promise<Answer> => {
    called.push(key);
    return call();
  };
  return {
    charge: (request, context) => record(context.key, () => provider.charge(request, context)),
    confirm: (request, context) => record(context.key, () => provider.confirm(request, context)),
    refund: (request, context) => record(context.key, () => provider.refund(request, context)),
  };
}

export type RunningPayments = Awaited<ReturnType<typeof runPayments>>;
