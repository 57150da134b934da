import { setShift } from "#couriers/set-shift.ts";
import { idOf, type Message } from "#messaging/message.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { Meanwhile } from "../faults/faults.ts";
import type { Plan } from "../plan.ts";
import type { Clients } from "./clients.ts";
import { cancel, orderIdFor } from "./customers.ts";
import { team } from "./errands.ts";

/** Lets customers and couriers act at the worst moment. Chance alone would hit it about once in a thousand histories. */
export interface WorstMoments {
  /** The customer or courier whom this message concerns acts now, if there is anything to do. */
  trigger(what: Meanwhile | undefined, message: Message): void;
  /** How many of their requests are not answered yet. */
  underWay(): number;
}

export interface WorstMomentsOptions {
  readonly plan: Pick<Plan, "seed" | "orders">;
  readonly clients: Clients;
  readonly provider: Provider;
}

export function createWorstMoments({ plan, clients, provider }: WorstMomentsOptions): WorstMoments {
  const { seed, orders } = plan;
  let unanswered = 0;

  function track(request: Promise<unknown>): void {
    unanswered += 1;
    void request.finally(() => {
      unanswered -= 1;
    });
  }

  return {
    trigger(what, { subject, data }) {
      if (what === "pays") void provider.confirm(idFor("ch", `charge:${subject}`)).catch(() => {});
      if (what === "cancels") {
        const planned = orders.find((order) => orderIdFor(seed, order) === subject);
        if (planned) track(cancel(planned, { seed, clients }));
      }
      if (what === "comes-to-work") {
        const atHome = team.filter(({ zone }) => isIn(zone, data)).at(-1);
        if (atHome)
          track(clients.send({ to: "couriers", ...comingToWork(atHome), id: idOf(`relief/${subject}`) }));
      }
    },
    underWay: () => unanswered,
  };
}

const isIn = (zone: string, data: unknown): boolean =>
  typeof data === "object" && data !== null && "zone" in data && data.zone === zone;

const comingToWork = ({ courierId, zone }: (typeof team)[number]) => ({
  type: setShift,
  subject: courierId,
  data: { courierId, zone, onShift: true },
});
