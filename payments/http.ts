import type { Request } from "express";
import openapi from "#contracts/http/payments.openapi.json" with { type: "json" };
import { Unprocessable } from "#messaging/errors.ts";
import { asEnd, keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import { type Principal, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { bodyBytesOf } from "#messaging/http/request/body.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { type ApiOptions, serviceApi } from "#messaging/http/service-api.ts";
import { instant } from "#messaging/instant.ts";
import { confirmPayment } from "./confirm-payment.ts";
import { type Payment, payments, type Tombstone } from "./payment.ts";
import { webhookMessage } from "./webhook.ts";
import { signatureProblem } from "./webhook-signature.ts";

interface PaymentsApiOptions extends ApiOptions {
  /** The secrets that sign the provider's webhooks: one, or two while it is being rotated. */
  readonly webhookSecrets: readonly string[];
}

type AboutOrder = { readonly orderId: string };

/**
 * The HTTP API of payments: customers read and confirm their own payments, staff read all, and the provider
 * posts its webhooks.
 */
export const paymentsHttp = serviceApi(
  "payments",
  openapi,
  (router, submit, { clock, store, webhookSecrets }: PaymentsApiOptions) => {
    const customers = requireRole("customer");
    const readers = requireRole("customer", "staff");

    router.post("/payments/webhook", async (request, response) => {
      const body = bodyBytesOf(request);
      const header = request.get("Provider-Signature");
      const problem = signatureProblem({ header, body, secrets: webhookSecrets, now: clock.now() });
      if (problem) throw unsigned(problem);
      const message = readable(() => webhookMessage(body, instant(clock.now())));
      if (message) {
        const { subject, data } = message;
        await submit(asEnd(request, message), { type: message, subject, data });
      }
      response.json({ understood: message !== undefined });
    });

    router.get("/payments/:orderId", readers, async (request: Request<AboutOrder>, response) => {
      const { orderId } = request.params;
      const payment = await store.get(payments(orderId));
      if (!payment || payment.status === "tombstone" || !mayRead(principalOf(request), payment)) {
        throw new Problem(404, "unknown-payment", `you have no payment for order ${orderId}`);
      }
      response.json(viewOf(payment));
    });

    router.post("/payments/:orderId/confirm", customers, async (request: Request<AboutOrder>, response) => {
      const { orderId } = request.params;
      const data = { orderId, customerId: principalOf(request).id };
      const command = { type: confirmPayment, subject: orderId, data, refusals: { "unknown-payment": 404 } };
      const { reply } = await submit(keyedOrNew(request), command);
      response.status(202).json(reply);
    });
  },
);

type Known = Exclude<Payment, Tombstone>;

const mayRead = ({ role, id }: Principal, { customerId }: Known): boolean =>
  role === "staff" || id === customerId;

/** The fields that clients may see. Listed one by one, so that a new field is not exposed by accident. */
const viewOf = (payment: Known) => ({
  orderId: payment.orderId,
  status: payment.status,
  amount: payment.amount,
  expiresAt: payment.expiresAt,
  ...("reason" in payment ? { reason: payment.reason } : {}),
  ...("why" in payment ? { reason: payment.why } : {}),
});

const unsigned = (detail: string): Problem =>
  new Problem(401, "invalid-signature", detail, {
    headers: { "WWW-Authenticate": 'Provider-Signature realm="pas-de-cinq"' },
  });

/**
 * The signature is valid but the body is not as documented. The provider may retry after one of us has fixed
 * it.
 */
function readable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unprocessable)
      throw new Problem(422, "unprocessable", error.message, { cause: error });
    throw error;
  }
}
