import type { Json } from "../../generator/contracts.ts";
import { type Binding, isForEvent, ownerOf, type Part } from "../release/broker-topology.ts";
import type { Tree } from "../release/snapshot.ts";
import { canonical, escaped, same } from "../schema/flatten.ts";
import { migrationOf } from "./broker-migrations.ts";
import { type Change, harmless, inWords } from "./change.ts";
import { leftItsExchange } from "./compare-events.ts";

/**
 * What changed in exchanges, queues and bindings, and which services it keeps from starting or from hearing. A broker that runs keeps
 * what it has: loading definitions adds what is missing, but neither changes a queue or an exchange nor removes anything.
 */
export function compareTopology(before: Tree, after: Tree): readonly Change[] {
  return [
    ...compareExchanges(before, after),
    ...compareQueues(before, after),
    ...compareBindings(before, after),
    ...compareRest(before, after),
  ];
}

function compareExchanges(before: Tree, after: Tree): readonly Change[] {
  const [old, newer] = [before.wiring.exchanges, after.wiring.exchanges];
  return [
    ...added(old, newer).map((one) =>
      needsStep(
        after.wiring.file,
        one.pointer,
        usersOf(after, one.name),
        `the exchange ${one.name} is new`,
        loadFirst,
      ),
    ),
    ...removed(old, newer).map((one) =>
      broken(before.wiring.file, one.pointer, usersOf(before, one.name), {
        what: `the exchange ${one.name} was removed`,
        consequence: `${before.name} publishes to it, and does not start at a broker without it.`,
        wayOut: migrationOf("removed exchange", one.name, before.name),
      }),
    ),
    ...kept(old, newer).flatMap(([was, is]) =>
      fieldsThatDiffer(was.says, is.says).map((field) =>
        broken(after.wiring.file, `${is.pointer}/${field}`, usersOf(before, is.name), {
          what: `the exchange ${is.name}: ${changed(field, was.says[field], is.says[field])}`,
          consequence:
            "A broker that has the exchange keeps it as it is, and nobody notices: a service only asks whether it is there.",
          wayOut: migrationOf("changed exchange", is.name, before.name),
        }),
      ),
    ),
  ];
}

function compareQueues(before: Tree, after: Tree): readonly Change[] {
  const [old, newer] = [before.wiring.queues, after.wiring.queues];
  return [
    ...newQueues(after, added(old, newer)),
    ...removed(old, newer).map((one) => removedQueue(before, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      queueSettings(was, is).map(({ pointer, what }) =>
        broken(after.wiring.file, pointer, [ownerOf(is.name)], {
          what: `the queue ${is.name}: ${what}`,
          consequence: `A broker that has the queue keeps it as it is, and the new ${ownerOf(is.name)} does not start there; ${before.name} does not start where the queue is new.`,
          wayOut: migrationOf(roleOf(is.name), is.name, before.name),
        }),
      ),
    ),
  ];
}

// A new service comes with seven queues: one line is enough.
function newQueues(after: Tree, queues: readonly Part[]): readonly Change[] {
  const owners = [...new Set(queues.map(({ name }) => ownerOf(name)))];
  return owners.map((owner) => {
    const own = queues.filter(({ name }) => ownerOf(name) === owner);
    const what = `${own.length === 1 ? "the queue" : "the queues"} ${inWords(own.map(({ name }) => name))}`;
    const pointer = own[0]?.pointer ?? "";
    return needsStep(
      after.wiring.file,
      pointer,
      [owner],
      `${what} ${own.length === 1 ? "is" : "are"} new`,
      loadFirst,
    );
  });
}

function removedQueue(before: Tree, { name, pointer }: Part): Change {
  const { file } = before.wiring;
  if (roleOf(name) === "retry")
    return needsStep(
      file,
      pointer,
      [ownerOf(name)],
      `the queue ${name} was removed`,
      `A broker that has it keeps it, and what waits there comes back. When no instance of ${before.name} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
    );
  return broken(file, pointer, [ownerOf(name)], {
    what: `the queue ${name} was removed`,
    consequence: "What lies in it is never read, and what it is bound to goes on filling it.",
    wayOut: migrationOf("removed queue", name, before.name),
  });
}

function queueSettings(was: Part, is: Part): readonly { pointer: string; what: string }[] {
  const [{ arguments: old, ...ownOld }, { arguments: newer, ...ownNewer }] = [was.says, is.says];
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

function compareBindings(before: Tree, after: Tree): readonly Change[] {
  const [old, newer] = [before.wiring.bindings, after.wiring.bindings];
  // The bindings of a queue that came or went are part of that change.
  const [queuesBefore, queuesAfter] = [before.wiring.queues, after.wiring.queues];
  const gone = removed(old, newer).filter(({ queue }) => queuesAfter.has(queue) || !queuesBefore.has(queue));
  const come = added(old, newer).filter(({ queue }) => queuesBefore.has(queue) || !queuesAfter.has(queue));
  return [
    ...come
      .filter((one) => !isHearing(one, after) || isBoundIn(before, one))
      .filter((one) => !leftItsExchange(one.routingKey, before, after))
      .map((one) =>
        needsStep(
          after.wiring.file,
          one.pointer,
          [ownerOf(one.queue)],
          `the binding ${one.name} is new`,
          loadFirst,
        ),
      ),
    ...gone.flatMap((one) => removedBinding(before, after, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      fieldsThatDiffer(was.says, is.says).map((field) =>
        broken(after.wiring.file, `${is.pointer}/${field}`, [ownerOf(is.queue)], {
          what: `the binding ${is.name}: ${changed(field, was.says[field], is.says[field])}`,
          consequence: "A broker keeps the binding that it has beside the new one, and routes by both.",
          wayOut: migrationOf("changed binding", is.name, before.name),
        }),
      ),
    ),
  ];
}

// Who hears an event no more is for compareHearers; which exchange an event goes to as a whole, for compareEvents.
function removedBinding(before: Tree, after: Tree, one: Binding): readonly Change[] {
  const { exchange, queue, routingKey } = one;
  if (isHearing(one, before) && (!isBoundIn(after, one) || leftItsExchange(routingKey, before, after)))
    return [];
  return [
    broken(before.wiring.file, one.pointer, [ownerOf(queue)], {
      what: `the binding ${one.name} was removed`,
      consequence: `What ${isForEvent(one) ? "producers" : ownerOf(queue)} of ${before.name} ${isForEvent(one) ? "publish" : "sends"} to ${exchange} does not reach ${queue} where only the new definitions were loaded.`,
      wayOut: migrationOf("removed binding", one.name, before.name),
    }),
  ];
}

/** Whether a queue gets what has this routing key, through whatever exchange. */
const isBoundIn = ({ wiring }: Tree, { queue, routingKey }: Binding): boolean =>
  [...wiring.bindings.values()].some((one) => one.queue === queue && one.routingKey === routingKey);

/** Whether a binding brings an event of the contracts to an inbox. */
const isHearing = ({ queue, routingKey }: Binding, { events }: Tree): boolean =>
  roleOf(queue) === "inbox" && events.some(({ type }) => type === routingKey);

function compareRest(before: Tree, after: Tree): readonly Change[] {
  const [old, newer] = [before.wiring.rest, after.wiring.rest];
  return fieldsThatDiffer(old, newer).map((field) =>
    broken(after.wiring.file, `/${escaped(field)}`, [...before.hears.keys()], {
      what: `the topology says something else in "${field}", which the gate cannot compare`,
      consequence: "It may change what a broker does with messages of all services.",
      wayOut:
        "Say it with exchanges, queues and bindings, or teach contracts/gate/compare/compare-topology.ts what it means.",
    }),
  );
}

/** What a queue is for, by its name. */
function roleOf(queue: string): "inbox" | "parked" | "retry" | "queue" {
  const [, role = ""] = queue.split(".");
  return role === "inbox" || role === "parked" || role === "retry" ? role : "queue";
}

/** The services that publish to an exchange or are fed by it. */
function usersOf({ wiring, hears }: Tree, exchange: string): readonly string[] {
  const bound = [...wiring.bindings.values()].filter((one) => one.exchange === exchange);
  const fed = bound.map(({ queue }) => ownerOf(queue));
  const publishing = bound.filter(isForEvent).map(({ routingKey }) => ownerOf(routingKey));
  const deadLettering = [...wiring.queues.values()]
    .filter(({ says }) => asJson(says.arguments)["x-dead-letter-exchange"] === exchange)
    .map(({ name }) => ownerOf(name));
  const users = new Set([...publishing, ...fed, ...deadLettering]);
  const known = [...hears.keys()];
  return [...known.filter((one) => users.has(one)), ...[...users].filter((one) => !known.includes(one))];
}

const loadFirst =
  "Load the definitions into the broker before the new version starts; nothing else is needed.";

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
  if (was === undefined) return `${field} is ${canonical(is)} and was not set`;
  if (is === undefined) return `${field} was ${canonical(was)} and is not set`;
  return `${field} was ${canonical(was)} and is ${canonical(is)}`;
}

const asJson = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});

/** A change that breaks nobody if one step is taken. */
const needsStep = (
  file: string,
  pointer: string,
  who: readonly string[],
  what: string,
  step: string,
): Change => ({
  ...harmless(file, pointer, what, step),
  who,
});

function broken(
  file: string,
  pointer: string,
  who: readonly string[],
  { what, consequence, wayOut }: { what: string; consequence: string; wayOut: string },
): Change {
  return { file, pointer, what, breaks: ["deployments"], who, consequences: [consequence], wayOut };
}
