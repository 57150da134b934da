import { idOf } from "../../message.ts";
import type { Store } from "../../store.ts";
import { contracts } from "../../test/company.ts";
import { alerts, returnAll, storeWith, taken, world } from "../../test/world.ts";
import { encode } from "../../wire/envelope.ts";

/** What the attempts to handle a message alone are recorded under. */
export const digestOf = (name: string) => idOf(encode(taken(name), contracts));

/** A message that returned three times, so that it is handled alone; and how many processes it killed before. */
export async function suspected({ kills = 0, names = ["one"] } = {}) {
  const w = world();
  await w.publish(...names.map((name) => taken(name)));
  await returnAll(w, 3);
  const store = w.database.connect();
  for (let i = 0; i < kills; i += 1) await store.beginSoloAttempt(digestOf("one"), `death ${i}`);
  return {
    ...w,
    /** How many attempts are recorded, as if another process began one now. */
    recorded: () => store.beginSoloAttempt(digestOf("one"), "another"),
    startWith: (change: (store: Store) => Partial<Store>) =>
      w.start(alerts(), {}, (ports) => ({ store: storeWith(ports.store, change(ports.store)) })),
  };
}
