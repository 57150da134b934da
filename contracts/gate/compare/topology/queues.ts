import { asObject } from "../../../generator/contracts.ts";
import { ownerOf, type Part } from "../../release/broker-topology.ts";
import type { Snapshot } from "../../release/snapshot.ts";
import { type Change, joinNames } from "../change.ts";
import { added, kept, removed } from "../matched.ts";
import { migrationOf } from "./broker-migrations.ts";
import { breaking, changedFields, compatibleWithStep, loadFirst, roleOf } from "./change.ts";

/** Changes of queues. */
export function compareQueues(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [before.topology.queues, after.topology.queues];
  return [
    ...newQueues(added(old, newer)),
    ...removed(old, newer).map((one) => removedQueue(before, one)),
    ...kept(old, newer).flatMap(([was, is]) =>
      queueSettings(was, is).map(({ pointer, what }) =>
        breaking({ ...is, pointer }, [ownerOf(is.name)], {
          what: `the queue ${is.name}: ${what}`,
          consequence: `A broker that has the queue keeps its old settings, and the new ${ownerOf(is.name)} does not start there; ${before.name} does not start on a broker with the new settings.`,
          remedy: migrationOf(roleOf(is.name), is.name, before.name),
        }),
      ),
    ),
  ];
}

// A new service has seven queues: report them in one line.
function newQueues(queues: readonly Part[]): readonly Change[] {
  const firstOfOwners = queues.filter(
    ({ name }, at) => queues.findIndex((one) => ownerOf(one.name) === ownerOf(name)) === at,
  );
  return firstOfOwners.map((first) => {
    const owner = ownerOf(first.name);
    const names = queues.map(({ name }) => name).filter((name) => ownerOf(name) === owner);
    const [queue, is] = names.length === 1 ? ["queue", "is"] : ["queues", "are"];
    return compatibleWithStep(first, [owner], `the ${queue} ${joinNames(names)} ${is} new`, loadFirst);
  });
}

function removedQueue(before: Snapshot, queue: Part): Change {
  const { name } = queue;
  if (roleOf(name) === "retry")
    return compatibleWithStep(
      queue,
      [ownerOf(name)],
      `the queue ${name} was removed`,
      `A broker that has the queue keeps it, and its messages still return to the inbox. When no instance of ${before.name} runs: rabbitmqctl delete_queue ${name} --if-empty.`,
    );
  return breaking(queue, [ownerOf(name)], {
    what: `the queue ${name} was removed`,
    consequence: "No service reads its messages, and its bindings keep filling it.",
    remedy: migrationOf("removed queue", name, before.name),
  });
}

function queueSettings(was: Part, is: Part): readonly { pointer: string; what: string }[] {
  const [{ arguments: old, ...ownOld }, { arguments: newer, ...ownNewer }] = [was.settings, is.settings];
  return [
    ...changedFields(ownOld, ownNewer, is.pointer),
    ...changedFields(asObject(old), asObject(newer), `${is.pointer}/arguments`),
  ];
}
