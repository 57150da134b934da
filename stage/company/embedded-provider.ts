import { Unprocessable } from "#messaging/errors.ts";
import { Refused } from "#outside/payment-provider/errors.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { readCharge, readRefund } from "#payments/provider-says.ts";

/** Calls the simulated provider without HTTP, on virtual time. Errors map as in the HTTP adapter. */
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
