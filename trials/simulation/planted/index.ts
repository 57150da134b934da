import { plantedInInbox } from "./inbox.ts";
import { plantedInOutbox } from "./outbox.ts";
import type { PlantedBug } from "./planted.ts";
import { plantedInServices } from "./services.ts";

/** Every planted bug. */
export const plantedBugs: readonly PlantedBug[] = [
  ...plantedInInbox,
  ...plantedInOutbox,
  ...plantedInServices,
];
