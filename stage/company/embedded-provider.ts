import type { Clock } from "#messaging/clock.ts";
import { Unprocessable } from "#messaging/errors.ts";
import { instant } from "#messaging/instant.ts";
import { Refused } from "#outside/payment-provider/errors.ts";
import type { Journal } from "#outside/payment-provider/journal.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { readCharge, readRefund } from "#payments/provider-responses.ts";
import { signatureProblem } from "#payments/signature.ts";
import { webhookMessage } from "#payments/webhook.ts";
import type { Company } from "./company.ts";

const webhookSecret = "between the provider and us";

/** The simulated provider on virtual time. It calls the webhook of `payments` without HTTP; the signature is checked as over HTTP. */
export const simulatedProvider = (clock: Clock, journal: Journal, reach: Company["reach"]): Provider =>
  createProvider({
    clock,
    journal,
    sign: signWith(webhookSecret),
    async webhook({ body: text, signature }) {
      const body = new TextEncoder().encode(text);
      const problem = signatureProblem({
        header: signature,
        body,
        secrets: [webhookSecret],
        now: clock.now(),
      });
      if (problem) throw new Error(problem);
      const message = webhookMessage(body, instant(clock.now()));
      if (message) await reach("payments").submit(message, text);
    },
  });

/** The provider, as payments reaches it: not at all while `isAway`. */
export function reachable(provider: PaymentProvider, isAway: () => boolean): PaymentProvider {
  const ask = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    if (isAway()) throw new Error("the payment provider does not answer");
    return request();
  };
  return {
    charge: (...given) => ask(() => provider.charge(...given)),
    confirm: (...given) => ask(() => provider.confirm(...given)),
    refund: (...given) => ask(() => provider.refund(...given)),
  };
}

/** Calls the simulated provider without HTTP. Errors map as in the HTTP adapter. */
export const embeddedProvider = (provider: Provider): PaymentProvider => ({
  charge: (request, { key }) => mapErrors(async () => readCharge(await provider.charge({ ...request, key }))),
  confirm: ({ chargeId }) => mapErrors(async () => readCharge(await provider.confirm(chargeId))),
  refund: (request, { key }) => mapErrors(async () => readRefund(await provider.refund({ ...request, key }))),
});

async function mapErrors<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Refused
      ? new Unprocessable(error.message, "unprocessable", { cause: error })
      : error;
  }
}
