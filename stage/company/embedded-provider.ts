import { Unprocessable } from "#messaging/errors.ts";
import { Refused } from "#outside/payment-provider/errors.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { readCharge, readRefund } from "#payments/provider-says.ts";

/** The provider without HTTP in between, for virtual time; what its HTTP adapter makes of an answer, this makes of a call. */
export const embeddedProvider = (provider: Provider): PaymentProvider => ({
  charge: (request, { key }) => said(async () => readCharge(await provider.charge({ ...request, key }))),
  confirm: ({ chargeId }) => said(async () => readCharge(await provider.confirm(chargeId))),
  refund: (request, { key }) => said(async () => readRefund(await provider.refund({ ...request, key }))),
});

async function said<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Refused
      ? new Unprocessable(error.message, "unprocessable", { cause: error })
      : error;
  }
}
