import fc from "fast-check";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import { createVirtualAwait } from "../../company/await-virtual.ts";
import type { EmbeddedVenue } from "../../company/embedded.ts";
import type { InstanceId } from "../../company/instance-id.ts";
import { storyIds } from "../../company/people/commands.ts";
import { people } from "../../company/people/people.ts";
import type { Entry } from "../entry.ts";

/** One step of a history: an action, a fault or the passage of time. */
export type Step =
  | { readonly does: "orders"; readonly card: string; readonly dishId: string }
  | { readonly does: "cancels" | "confirms" | "confirms at the bank"; readonly order: number }
  | { readonly does: "closes" | "opens" | "ends a shift" | "starts a shift" }
  | {
      readonly does: "kills" | "starts" | "kills before publishing" | "kills before committing";
      readonly service: ServiceName;
    }
  | { readonly does: "stops a database" | "starts a database"; readonly service: ServiceName }
  | { readonly does: "stops the broker" | "starts the broker" | "stops the provider" | "starts the provider" }
  | { readonly does: "doubles everything" | "poisons" }
  | { readonly does: "holds back"; readonly service: ServiceName; readonly ms: number }
  | { readonly does: "waits"; readonly ms: number };

const service = fc.constantFrom(...services);
const does = <Does extends string>(...of: readonly Does[]) => fc.constantFrom(...of);

const orders = fc.record({
  does: does("orders"),
  card: fc.constantFrom(
    "tok_ok",
    "tok_ok",
    "tok_declined",
    "tok_confirm",
    "tok_slow",
    "tok_flaky",
    "tok_lost",
  ),
  dishId: fc.constantFrom("margherita", "lasagne"),
});
const waits = fc.record({
  does: does("waits"),
  ms: fc.oneof(fc.nat(100), fc.nat(60_000), fc.nat(1_800_000)),
});

/** A history: an order, then random steps. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    orders,
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: orders },
        { weight: 6, arbitrary: waits },
        fc.record({ does: does("cancels", "confirms", "confirms at the bank"), order: fc.nat(3) }),
        fc.record({ does: does("closes", "opens", "ends a shift", "starts a shift") }),
        fc.record({
          does: does("kills", "starts", "kills before publishing", "kills before committing"),
          service,
        }),
        fc.record({ does: does("stops a database", "starts a database"), service }),
        fc.record({
          does: does("stops the broker", "starts the broker", "stops the provider", "starts the provider"),
        }),
        fc.record({ does: does("doubles everything", "poisons") }),
        fc.record({ does: does("holds back"), service, ms: fc.constantFrom(0, 500, 90_000) }),
      ),
      { minLength: 4, maxLength: 12 },
    ),
  )
  .map(([first, others]): readonly Step[] => [first, ...others]);

/** Performs the steps of a history. Refused commands, and those to a dead service, belong to the history. */
export function stepsIn({
  clock,
  company,
  log,
  provider,
  stage,
}: EmbeddedVenue): (step: Step) => Promise<unknown> {
  const { faults } = stage;
  const placed: string[] = [];
  const nextId = storyIds("history", 1);
  const { customer, staff } = people({
    nextId,
    provider,
    record: (entry) => log.append({ at: clock.now(), ...entry } as Entry),
    /** Sends a command, without waiting for its result. */
    async command(to, { type }, subject, data, id = nextId()) {
      const message = beginning({ id, type, source: `/${to}`, subject, time: instant(clock.now()), data });
      company
        .reach(to)
        .submit(message, JSON.stringify(data))
        .catch(() => {});
    },
  });
  const isRunning = (who: InstanceId) => company.instances().some(({ service }) => service === who.service);

  const take = async (step: Step): Promise<unknown> => {
    const first = "service" in step ? { service: step.service, instance: 1 } : undefined;
    switch (step.does) {
      case "orders":
        return placed.push(
          await customer.places({ card: step.card, items: [{ dishId: step.dishId, quantity: 1 }] }),
        );
      case "cancels":
        return customer.cancels(placed[step.order % placed.length] ?? "");
      case "confirms":
        return customer.confirms(placed[step.order % placed.length] ?? "");
      case "confirms at the bank":
        return customer.confirmsTooLate(placed[step.order % placed.length] ?? "");
      case "closes":
      case "opens":
        return staff.changesRestaurant({ restaurantId: "trattoria-sole", open: step.does === "opens" });
      case "ends a shift":
        return staff.endsShifts("center", "marie");
      case "starts a shift":
        return staff.startsShift("jean", "center");
      case "waits":
        return stage.passes(step.ms);
      case "kills":
        return first && faults.kill(first);
      case "starts":
        // A start needs the broker, and virtual time: nothing else may be under way.
        return first && !isRunning(first) && createVirtualAwait(clock)(faults.start(first));
      case "kills before publishing":
        return first && faults.killBeforePublishing(first);
      case "kills before committing":
        return first && faults.killBeforeCommitting(first);
      case "stops a database":
        return faults.stopDatabase(step.service);
      case "starts a database":
        return faults.startDatabase(step.service);
      case "stops the broker":
        return faults.stopBroker();
      case "starts the broker":
        return faults.startBroker();
      case "stops the provider":
        return faults.stopProvider();
      case "starts the provider":
        return faults.startProvider();
      case "holds back":
        return faults.delay(step.service, "all", step.ms);
      case "doubles everything":
        return faults.publishEverythingTwice();
      case "poisons":
        return faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
    }
  };
  return (step) => take(step).catch(() => {});
}
