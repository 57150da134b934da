import { contracts } from "#contracts/contracts.ts";
import { duration, durationMs } from "#messaging/process/durations.ts";
import { main } from "#messaging/process/main.ts";
import { paymentsHttp } from "./http.ts";
import { httpProvider } from "./http-provider.ts";
import { paymentsCalls, paymentsService } from "./service.ts";
import { defaultPaymentExpiry } from "./settings.ts";

/** Runs the service payments: `node payments/main.ts`. */
await main("payments", {
  contracts,
  variables: {
    PAYMENT_EXPIRY: duration(defaultPaymentExpiry, "how long a customer has to pay"),
    PROVIDER_URL: {
      type: "string",
      format: "uri",
      pattern: "^https?://",
      description: "the payment provider's API: http://localhost:4000",
    },
    WEBHOOK_SECRET: {
      type: "string",
      minLength: 16,
      secret: true,
      description: "the secret that signs the provider's webhooks",
    },
  },
  assemble: ({ PAYMENT_EXPIRY, PROVIDER_URL, WEBHOOK_SECRET }) => ({
    service: paymentsService({ paymentExpiryMs: durationMs(PAYMENT_EXPIRY) }),
    performers: paymentsCalls(httpProvider({ url: PROVIDER_URL })),
    http: (given) => paymentsHttp({ ...given, webhookSecrets: [WEBHOOK_SECRET] }),
  }),
});
