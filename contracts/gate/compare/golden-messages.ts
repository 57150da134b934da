import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Tree } from "../release/snapshot.ts";
import { same } from "../schema/flatten.ts";
import { formats } from "../schema/vocabulary.ts";
import type { Change } from "./change.ts";
import { newVersion } from "./remedies.ts";

/** Messages that were published once, and that the schema of today refuses: a redrive or a replay would fail. */
export function refusedGolden(before: Tree, after: Tree): readonly Change[] {
  return before.golden.flatMap(({ type, file, messages }) => {
    const event = after.events.find((one) => one.type === type);
    const old = before.events.find((one) => one.type === type);
    if (!event || (old && same(old.schema, event.schema))) return [];
    const ajv = new Ajv({ strict: false, logger: false });
    addFormats.default(ajv, [...formats]);
    const validate = ajv.compile(event.schema);
    return messages.flatMap(({ data }, at): Change[] => {
      if (validate(data)) return [];
      const [error] = validate.errors ?? [];
      return [
        {
          file,
          pointer: `/messages/${at}/data${error?.instancePath ?? ""}`,
          what: `${type} was published like this in ${before.name}, and ${event.file} refuses it now: it ${error?.message}`,
          breaks: ["producers"],
          who: [event.service],
          consequences: ["Old messages come back from queues, parked messages and backups."],
          wayOut: newVersion(type),
        },
      ];
    });
  });
}
