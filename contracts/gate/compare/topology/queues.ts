import { ownerOf, type Part } from "../../release/broker-topology.ts";
import type { Snapshot } from "../../release/snapshot.ts";
import { escaped } from "../../schema/flatten.ts";
import { type Change, joinNames } from "../change.ts";
import { migrationOf } from "./broker-migrations.ts";
import {
  added,
  asJson,
  breaking,
  changed,
  compatibleWithStep,
  fieldsThatDiffer,
  kept,
  loadFirst,
  removed,
  roleOf,
} from "./change.ts";

/** Changes of queues. */
export function compareQueues(before: Snapshot, after: Snapshot): readonly Change[] {
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
