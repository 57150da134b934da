import { type Binding, isForEvent, ownerOf } from "../../release/broker-topology.ts";
import type { Snapshot } from "../../release/snapshot.ts";
import type { Change } from "../change.ts";
import { leftItsExchange } from "../compare-events.ts";
import { added, kept, removed } from "../matched.ts";
import { migrationOf } from "./broker-migrations.ts";
import { breaking, changedFields, compatibleWithStep, loadFirst, roleOf } from "./change.ts";

/** Changes of bindings that no change of a queue or an event already reports. */
export function compareBindings(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.bindings, after.topology.bindings];
  // The bindings of an added or removed queue are part of that change.
  const [queuesBefore, queuesAfter] = [before.topology.queues, after.topology.queues];
  const removedBindings = removed(old, newer).filter(
    ({ queue }) => queuesAfter.has(queue) || !queuesBefore.has(queue),
  );
  const newBindings = added(old, newer).filter(
    ({ queue }) => queuesBefore.has(queue) || !queuesAfter.has(queue),
  );
  return [
    ...newBindings
      .filter((one) => !isSubscription(one, after) || isBoundIn(before, one))
      .filter((one) => !leftItsExchange(one.routingKey, before, after))
      .map((one) =>
        compatibleWithStep(one, [ownerOf(one.queue)], `the binding ${one.name} is new`, loadFirst),
      ),
    ...removedBindings.flatMap((one) => removedBinding(before, after, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      changedFields(was.settings, is.settings, is.pointer).map(({ pointer, what }) =>
        breaking({ ...is, pointer }, [ownerOf(is.queue)], {
          what: `the binding ${is.name}: ${what}`,
          consequence: "A broker keeps the old binding next to the new one, and routes by both.",
          remedy: migrationOf("changed binding", is.name, before.name),
        }),
      ),
    ),
  ];
}

// compareConsumers reports events that a service stops consuming; compareEvents, an event that moves to
// another exchange.
function removedBinding(before: Snapshot, after: Snapshot, one: Binding): readonly Change[] {
  const { exchange, queue, routingKey } = one;
  if (isSubscription(one, before) && (!isBoundIn(after, one) || leftItsExchange(routingKey, before, after)))
    return [];
  return [
    breaking(one, [ownerOf(queue)], {
      what: `the binding ${one.name} was removed`,
      consequence: `On a broker with only the new definitions, what ${isForEvent(one) ? "producers" : ownerOf(queue)} of ${before.name} ${isForEvent(one) ? "publish" : "sends"} to ${exchange} does not reach ${queue}.`,
      remedy: migrationOf("removed binding", one.name, before.name),
    }),
  ];
}

/** Whether a queue is bound with this routing key, to any exchange. */
const isBoundIn = ({ topology }: Snapshot, { queue, routingKey }: Binding): boolean =>
  [...topology.bindings.values()].some((one) => one.queue === queue && one.routingKey === routingKey);

/** Whether a binding routes an event of the contracts to an inbox. */
const isSubscription = ({ queue, routingKey }: Binding, { events }: Snapshot): boolean =>
  roleOf(queue) === "inbox" && events.some(({ type }) => type === routingKey);
