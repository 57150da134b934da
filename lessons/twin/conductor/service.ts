import { service } from "#messaging/service.ts";
import { hears } from "../contracts/hears.ts";
import { onOrderCancelled } from "./on-order-cancelled.ts";
import { onOrderPlaced } from "./on-order-placed.ts";
import { onSilence } from "./on-silence.ts";
import { processes } from "./process.ts";
import type { Patience } from "./silence.ts";
import { steps } from "./steps.ts";

/** The sixth service: it owns the process, commands the workers, and waits for their replies. */
export const conductorService = (patience: Patience) =>
  service({
    name: "conductor",
    hears: hears.conductor,
    reactions: [onOrderPlaced(patience), ...steps(patience), onOrderCancelled, onSilence],
    collections: [processes],
  });
