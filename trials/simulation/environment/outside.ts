import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import type { Running } from "#messaging/running/run-service.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import type { ChargeSettled, PaymentProvider } from "#payments/provider.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { embeddedProvider } from "#stage/company/provider/embedded.ts";
import type { PendingFaults } from "../faults/pending-faults.ts";
import { passing } from "./wire.ts";

/** The payment provider, and the connections between it and the payments service. */
export interface Outside {
  readonly provider: Provider;
  readonly port: PaymentProvider;
  /** How many webhooks are not accepted yet or are still to be repeated. */
  underWay(): number;
}

export interface OutsideOptions {
  readonly clock: Clock;
  readonly pendingFaults: PendingFaults;
  readonly latency: () => number;
  readonly reach: () => Running;
}

export function createOutside({ clock, pendingFaults, latency, reach }: OutsideOptions): Outside {
  const announced = new Set<string>();
  let later = 0;

  async function deliver(body: string): Promise<void> {
    const message = webhookMessage(new TextEncoder().encode(body), instant(clock.now()));
    if (!message) return;
    const result = await reach().submit(message, "");
    if ("error" in result) throw result.error;
  }

  const provider = createProvider({
    clock,
    sign: () => "signatures are tested elsewhere",
    copiesAfterMs(event) {
      announced.add(event.id);
      return [0];
    },
    async webhook({ body }) {
      const injected = pendingFaults.take("webhook", "payments");
      await passing(clock, latency());
      if (injected?.effect === "request-lost") throw new Error("the webhook was lost");
      if (injected?.effect === "again-later") {
        later += 1;
        clock.at(clock.now() + injected.forMs, () => {
          later -= 1;
          void deliver(body).catch(() => {});
        });
      }
      await Promise.all(injected?.effect === "twice" ? [deliver(body), deliver(body)] : [deliver(body)]);
      await passing(clock, latency());
      announced.delete(JSON.parse(body).id);
    },
  });
  const atHand = embeddedProvider(provider);

  /** The provider declines, and still charges the card later. */
  function changesItsMind({ orderId, chargeId }: ChargeSettled): ChargeSettled | undefined {
    const injected = pendingFaults.take("charge-result", "payments");
    if (!injected) return undefined;
    clock.at(clock.now() + injected.forMs, () => void provider.confirm(chargeId).catch(() => {}));
    return { orderId, chargeId, status: "declined", reason: "card-declined" };
  }

  return {
    provider,
    port: {
      ...atHand,
      async charge(request, context) {
        const said = await atHand.charge(request, context);
        return said.status === "requires-confirmation" ? (changesItsMind(said) ?? said) : said;
      },
      confirm: async (request, context) =>
        changesItsMind({ ...request, status: "requires-confirmation" }) ?? atHand.confirm(request, context),
    },
    underWay: () => announced.size + later,
  };
}
