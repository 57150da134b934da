import { asObject } from "../../../generator/contracts.ts";
import { isForEvent, ownerOf } from "../../release/broker-topology.ts";
import type { Snapshot } from "../../release/snapshot.ts";
import type { Change } from "../change.ts";
import { added, kept, removed } from "../matched.ts";
import { compareBindings } from "./bindings.ts";
import { migrationOf } from "./broker-migrations.ts";
import { breaking, changedFields, compatibleWithStep, loadFirst } from "./change.ts";
import { compareQueues } from "./queues.ts";

/**
 * Changes of exchanges, queues and bindings, and the services that then cannot start or miss events. Loading
 * definitions into a running broker adds what is missing; it never changes or removes a queue, an exchange or
 * a binding.
 */
export function compareTopology(before: Snapshot, after: Snapshot): readonly Change[] {
  return [
    ...compareExchanges(before, after),
    ...compareQueues(before, after),
    ...compareBindings(before, after),
    ...compareRest(before, after),
  ];
}

function compareExchanges(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.exchanges, after.topology.exchanges];
  return [
    ...added(old, newer).map((one) =>
      compatibleWithStep(one, usersOf(after, one.name), `the exchange ${one.name} is new`, loadFirst),
    ),
    ...removed(old, newer).map((one) =>
      breaking(one, usersOf(before, one.name), {
        what: `the exchange ${one.name} was removed`,
        consequence: `${before.name} publishes to it, and does not start on a broker without it.`,
        remedy: migrationOf("removed exchange", one.name, before.name),
      }),
    ),
    ...kept(old, newer).flatMap(([was, is]) =>
      changedFields(was.settings, is.settings, is.pointer).map(({ pointer, what }) =>
        breaking({ ...is, pointer }, usersOf(before, is.name), {
          what: `the exchange ${is.name}: ${what}`,
          consequence:
            "A broker that has the exchange keeps its old settings, and no service reports it: services only check that the exchange exists.",
          remedy: migrationOf("changed exchange", is.name, before.name),
        }),
      ),
    ),
  ];
}

function compareRest(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.rest, after.topology.rest];
  return changedFields(old, newer, "").map(({ field, pointer }) =>
    breaking({ ...after.topology, pointer }, [...before.hears.keys()], {
      what: `the topology changed in "${field}", which the gate cannot compare`,
      consequence: "It may change how the broker handles messages of every service.",
      remedy:
        "Express it with exchanges, queues and bindings, or extend contracts/gate/compare/topology/topology.ts to compare it.",
    }),
  );
}

/** The services that publish to an exchange or consume from it. */
function usersOf({ topology, hears }: Snapshot, exchange: string): readonly string[] {
  const bound = [...topology.bindings.values()].filter((one) => one.exchange === exchange);
  const consuming = bound.map(({ queue }) => ownerOf(queue));
  const publishing = bound.filter(isForEvent).map(({ routingKey }) => ownerOf(routingKey));
  const deadLettering = [...topology.queues.values()]
    .filter(({ settings }) => asObject(settings.arguments)["x-dead-letter-exchange"] === exchange)
    .map(({ name }) => ownerOf(name));
  const users = new Set([...publishing, ...consuming, ...deadLettering]);
  const known = [...hears.keys()];
  return [...known.filter((one) => users.has(one)), ...[...users].filter((one) => !known.includes(one))];
}
