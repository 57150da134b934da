import type { Json } from "../../generator/contracts.ts";
import { type Binding, isForEvent, ownerOf, type Part } from "../release/broker-topology.ts";
import type { Snapshot } from "../release/snapshot.ts";
import { canonical, escaped, same } from "../schema/flatten.ts";
import { migrationOf } from "./broker-migrations.ts";
import { type Change, compatible, joinNames } from "./change.ts";
import { leftItsExchange } from "./compare-events.ts";

/**
 * Changes of exchanges, queues and bindings, and the services that then cannot start or miss events. Loading definitions into a
 * running broker adds what is missing; it never changes or removes a queue, an exchange or a binding.
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
      compatibleWithStep(
        after.topology.file,
        one.pointer,
        usersOf(after, one.name),
        `the exchange ${one.name} is new`,
        loadFirst,
      ),
    ),
    ...removed(old, newer).map((one) =>
      breaking(before.topology.file, one.pointer, usersOf(before, one.name), {
        what: `the exchange ${one.name} was removed`,
        consequence: `${before.name} publishes to it, and does not start on a broker without it.`,
        remedy: migrationOf("removed exchange", one.name, before.name),
      }),
    ),
    ...kept(old, newer).flatMap(([was, is]) =>
      fieldsThatDiffer(was.settings, is.settings).map((field) =>
        breaking(after.topology.file, `${is.pointer}/${field}`, usersOf(before, is.name), {
          what: `the exchange ${is.name}: ${changed(field, was.settings[field], is.settings[field])}`,
          consequence:
            "A broker that has the exchange keeps its old settings, and no service reports it: services only check that the exchange exists.",
          remedy: migrationOf("changed exchange", is.name, before.name),
        }),
      ),
    ),
  ];
}

function compareQueues(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.queues, after.topology.queues];
  return [
    ...newQueues(after, added(old, newer)),
    ...removed(old, newer).map((one) => removedQueue(before, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      queueSettings(was, is).map(({ pointer, what }) =>
        breaking(after.topology.file, pointer, [ownerOf(is.name)], {
          what: `the queue ${is.name}: ${what}`,
          consequence: `A broker that has the queue keeps its old settings, and the new ${ownerOf(is.name)} does not start there; ${before.name} does not start on a broker with the new settings.`,
          remedy: migrationOf(roleOf(is.name), is.name, before.name),
        }),
      ),
    ),
  ];
}

// A new service has seven queues: report them in one line.
function newQueues(after: Snapshot, queues: readonly Part[]): readonly Change[] {
  const owners = [...new Set(queues.map(({ name }) => ownerOf(name)))];
  return owners.map((owner) => {
    const own = queues.filter(({ name }) => ownerOf(name) === owner);
    const what = `${own.length === 1 ? "the queue" : "the queues"} ${joinNames(own.map(({ name }) => name))}`;
    const pointer = own[0]?.pointer ?? "";
    return compatibleWithStep(
      after.topology.file,
      pointer,
      [owner],
      `${what} ${own.length === 1 ? "is" : "are"} new`,
      loadFirst,
    );
  });
}

function removedQueue(before: Snapshot, { name, pointer }: Part): Change {
  const { file } = before.topology;
  if (roleOf(name) === "retry")
    return compatibleWithStep(
      file,
      pointer,
      [ownerOf(name)],
      `the queue ${name} was removed`,
      `A broker that has the queue keeps it, and its messages still return to the inbox. When no instance of ${before.name} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
    );
  return breaking(file, pointer, [ownerOf(name)], {
    what: `the queue ${name} was removed`,
    consequence: "No service reads its messages, and its bindings keep filling it.",
    remedy: migrationOf("removed queue", name, before.name),
  });
}

function queueSettings(was: Part, is: Part): readonly { pointer: string; what: string }[] {
  const [{ arguments: old, ...ownOld }, { arguments: newer, ...ownNewer }] = [was.settings, is.settings];
  const [oldArguments, newArguments] = [asJson(old), asJson(newer)];
  return [
    ...fieldsThatDiffer(ownOld, ownNewer).map((field) => ({
      pointer: `${is.pointer}/${field}`,
      what: changed(field, ownOld[field], ownNewer[field]),
    })),
    ...fieldsThatDiffer(oldArguments, newArguments).map((field) => ({
      pointer: `${is.pointer}/arguments/${escaped(field)}`,
      what: changed(field, oldArguments[field], newArguments[field]),
    })),
  ];
}

function compareBindings(before: Snapshot, after: Snapshot): readonly Change[] {
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
        compatibleWithStep(
          after.topology.file,
          one.pointer,
          [ownerOf(one.queue)],
          `the binding ${one.name} is new`,
          loadFirst,
        ),
      ),
    ...removedBindings.flatMap((one) => removedBinding(before, after, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      fieldsThatDiffer(was.settings, is.settings).map((field) =>
        breaking(after.topology.file, `${is.pointer}/${field}`, [ownerOf(is.queue)], {
          what: `the binding ${is.name}: ${changed(field, was.settings[field], is.settings[field])}`,
          consequence: "A broker keeps the old binding next to the new one, and routes by both.",
          remedy: migrationOf("changed binding", is.name, before.name),
        }),
      ),
    ),
  ];
}

// compareConsumers reports events that a service stops consuming; compareEvents, an event that moves to another exchange.
function removedBinding(before: Snapshot, after: Snapshot, one: Binding): readonly Change[] {
  const { exchange, queue, routingKey } = one;
  if (isSubscription(one, before) && (!isBoundIn(after, one) || leftItsExchange(routingKey, before, after)))
    return [];
  return [
    breaking(before.topology.file, one.pointer, [ownerOf(queue)], {
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

function compareRest(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.rest, after.topology.rest];
  return fieldsThatDiffer(old, newer).map((field) =>
    breaking(after.topology.file, `/${escaped(field)}`, [...before.hears.keys()], {
      what: `the topology changed in "${field}", which the gate cannot compare`,
      consequence: "It may change how the broker handles messages of every service.",
      remedy:
        "Express it with exchanges, queues and bindings, or extend contracts/gate/compare/compare-topology.ts to compare it.",
    }),
  );
}

/** The role of a queue, by its name. */
function roleOf(queue: string): "inbox" | "parked" | "retry" | "queue" {
  const [, role = ""] = queue.split(".");
  return role === "inbox" || role === "parked" || role === "retry" ? role : "queue";
}

/** The services that publish to an exchange or consume from it. */
function usersOf({ topology, hears }: Snapshot, exchange: string): readonly string[] {
  const bound = [...topology.bindings.values()].filter((one) => one.exchange === exchange);
  const consuming = bound.map(({ queue }) => ownerOf(queue));
  const publishing = bound.filter(isForEvent).map(({ routingKey }) => ownerOf(routingKey));
  const deadLettering = [...topology.queues.values()]
    .filter(({ settings }) => asJson(settings.arguments)["x-dead-letter-exchange"] === exchange)
    .map(({ name }) => ownerOf(name));
  const users = new Set([...publishing, ...consuming, ...deadLettering]);
  const known = [...hears.keys()];
  return [...known.filter((one) => users.has(one)), ...[...users].filter((one) => !known.includes(one))];
}

const loadFirst =
  "Load the definitions into the broker before you start the new version; no other step is needed.";

type Of<One> = ReadonlyMap<string, One>;

const added = <One>(old: Of<One>, newer: Of<One>): readonly One[] =>
  [...newer].filter(([name]) => !old.has(name)).map(([, one]) => one);

const removed = <One>(old: Of<One>, newer: Of<One>): readonly One[] => added(newer, old);

const kept = <One>(old: Of<One>, newer: Of<One>): readonly (readonly [was: One, is: One])[] =>
  [...newer].flatMap(([name, is]) => {
    const was = old.get(name);
    return was ? [[was, is] as const] : [];
  });

const fieldsThatDiffer = (was: Json, is: Json): readonly string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !same(was[field], is[field]));

function changed(field: string, was: unknown, is: unknown): string {
  if (was === undefined) return `${field} was not set and is now ${canonical(is)}`;
  if (is === undefined) return `${field} was ${canonical(was)} and is no longer set`;
  return `${field} was ${canonical(was)} and is now ${canonical(is)}`;
}

const asJson = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});

/** A change that is compatible once the operator has taken one step. */
const compatibleWithStep = (
  file: string,
  pointer: string,
  affected: readonly string[],
  what: string,
  step: string,
): Change => ({
  ...compatible(file, pointer, what, step),
  affected,
});

function breaking(
  file: string,
  pointer: string,
  affected: readonly string[],
  { what, consequence, remedy }: { what: string; consequence: string; remedy: string },
): Change {
  return { file, pointer, what, breaks: ["deployments"], affected, consequences: [consequence], remedy };
}
