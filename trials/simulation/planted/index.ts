import { plantedInInbox } from "./inbox.ts";
import { plantedInOutbox } from "./outbox.ts";
import type { Planted } from "./planted.ts";
import { plantedInServices } from "./services.ts";

/** Every planted bug. */
export const allPlanted: readonly Planted[] = [...plantedInInbox, ...plantedInOutbox, ...plantedInServices];
