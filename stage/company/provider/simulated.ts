import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import type { Journal } from "#outside/payment-provider/journal/journal.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { signatureProblem } from "#payments/webhook-signature.ts";
import type { Company } from "../company.ts";

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
