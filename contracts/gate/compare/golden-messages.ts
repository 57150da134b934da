import type { Snapshot } from "../release/snapshot.ts";
import { createAjv } from "../schema/create-ajv.ts";
import { same } from "../schema/flatten.ts";
import type { Change } from "./change.ts";
import { newVersion } from "./remedies.ts";

/** Messages that were published and no longer match the schema: a redrive or a replay of them would fail. */
export function rejectedGolden(before: Snapshot, after: Snapshot): readonly Change[] {
  return before.golden.flatMap(({ type, file, messages }) => {
    const event = after.events.find((one) => one.type === type);
    const old = before.events.find((one) => one.type === type);
    if (!event || (old && same(old.schema, event.schema))) return [];
    const validate = createAjv().compile(event.schema);
    return messages.flatMap(({ data }, at): Change[] => {
      if (validate(data)) return [];
      const [error] = validate.errors ?? [];
      return [
        {
          file,
          pointer: `/messages/${at}/data${error?.instancePath ?? ""}`,
          what: `${event.file} rejects a ${type} that was published in ${before.name}: it ${error?.message}`,
          breaks: ["producers"],
          affected: [event.service],
          consequences: ["Old messages return from queues, parked queues and backups."],
          remedy: newVersion(type),
        },
      ];
    });
  });
}
