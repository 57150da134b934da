import type { Order } from "#orders/order.ts";
import { createLog, type NarrativeLog } from "#stage/narrative/log.ts";
import { runStory } from "#stage/narrative/run-story.ts";
import type { CompanyState } from "#stage/narrative/state.ts";
import type { Case } from "./case.ts";
import { eveningOf } from "./evening.ts";

/** How an evening ended. */
export interface Scene {
  readonly log: NarrativeLog;
  readonly state: CompanyState;
  readonly violations: readonly string[];
}

/**
 * Plays the evening of a case.
 *
 * @param mutated whether the hidden mutation is in the code; without it every promise must be kept
 */
export async function playEvening(
  theCase: Pick<Case, "circumstances" | "decorate" | "replace">,
  seed: number,
  mutated = true,
): Promise<Scene> {
  const log = createLog();
  const given = theCase.circumstances?.decorate;
  const hidden = mutated ? theCase.decorate : undefined;
  const { violations } = await runStory(eveningOf(theCase), {
    seed,
    log,
    without: {
      name: "something",
      about: "",
      shownBy: "",
      decorate: (ports) => {
        const decorated = given?.(ports) ?? ports;
        return hidden?.(decorated) ?? decorated;
      },
      ...(mutated && theCase.replace ? { replace: theCase.replace } : {}),
    },
  });
  return { log, state: log.stateAt(log.end), violations };
}

/** An order, and the label by which it is shown: `#3`. */
export interface LabeledOrder {
  readonly label: string;
  readonly order: Order;
}

/** The orders of an evening with their labels, in the order in which they were placed. */
export function ordersOf({ state }: Scene): readonly LabeledOrder[] {
  const { documents } = state.services.orders;
  return [...state.orders.values()].flatMap(({ label, orderId }) => {
    const order = documents.get(`orders/${orderId}`)?.document as Order | undefined;
    return order ? [{ label, order }] : [];
  });
}
