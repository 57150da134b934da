import { setShift } from "#couriers/set-shift.ts";
import { idOf, type Message } from "#messaging/message.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Provider } from "#outside/payment-provider/provider.ts";
import type { Clients } from "./clients.ts";
import { cancel, orderIdFor } from "./customers.ts";
import { team } from "./errands.ts";
import type { Meanwhile } from "./faults.ts";
import type { Plan } from "./plan.ts";

/** Those who do something in the worst of all moments. Chance alone would bring them there once in a thousand histories. */
export interface WorstMoments {
  /** Whoever this message concerns does so now, if there is anything to do. */
  act(what: Meanwhile | undefined, message: Message): void;
  /** How many of them are not answered yet. */
  underWay(): number;
}

export interface WorstMomentsOptions {
  readonly plan: Pick<Plan, "seed" | "orders">;
  readonly clients: Clients;
  readonly provider: Provider;
}

export function createWorstMoments({ plan, clients, provider }: WorstMomentsOptions): WorstMoments {
  const { seed, orders } = plan;
  let asking = 0;

  function ask(asked: Promise<unknown>): void {
    asking += 1;
    void asked.finally(() => {
      asking -= 1;
    });
  }

  return {
    act(what, { subject, data }) {
      if (what === "pays") void provider.confirm(idFor("ch", `charge:${subject}`)).catch(() => {});
      if (what === "cancels") {
        const planned = orders.find((order) => orderIdFor(seed, order) === subject);
        if (planned) ask(cancel(planned, { seed, clients }));
      }
      if (what === "comes-to-work") {
        const atHome = team.filter(({ zone }) => isIn(zone, data)).at(-1);
        if (atHome)
          ask(clients.ask({ to: "couriers", ...comingToWork(atHome), id: idOf(`relief/${subject}`) }));
      }
    },
    underWay: () => asking,
  };
}

const isIn = (zone: string, data: unknown): boolean =>
  typeof data === "object" && data !== null && "zone" in data && data.zone === zone;

const comingToWork = ({ courierId, zone }: (typeof team)[number]) => ({
  type: setShift,
  subject: courierId,
  data: { courierId, zone, onShift: true },
});
