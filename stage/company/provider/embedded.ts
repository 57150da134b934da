import { Unprocessable } from "#messaging/errors.ts";
import { Refused } from "#outside/payment-provider/errors.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { readCharge, readRefund } from "#payments/provider-responses.ts";

/** The provider as payments reaches it: unavailable while `isAway`. */
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
