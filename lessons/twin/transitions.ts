import { transitions as choreography, type Transitions } from "#stage/guarantees/transitions.ts";
import type { Process } from "./conductor/process.ts";

const processes: Readonly<Record<Process["status"] | "", readonly Process["status"][]>> = {
  "": ["awaiting-payment", "tombstone"],
  "awaiting-payment": ["awaiting-kitchen", "cancelled"],
  "awaiting-kitchen": ["cooking", "ready", "cancelled"],
  // A courier picks up on command, which follows the reply that the food is ready.
  cooking: ["ready", "cancelled"],
  ready: ["on-the-way", "delivered", "cancelled"],
  "on-the-way": ["delivered", "cancelled"],
  delivered: ["cancelled"],
  cancelled: [],
  tombstone: [],
};

/** The legal status transitions of the twin. Its workers have fewer than the services of the choreography. */
export const transitions: Transitions = {
  ...choreography,
  processes,
  // The conductor decides, and its reports may overtake each other.
  orders: { ...choreography.orders, delivered: ["cancelled"] },
  // Orders are paid before they reach the kitchen.
  tickets: {
    ...choreography.tickets,
    "": ["checking", "tombstone"],
    "awaiting-order": [],
    "awaiting-payment": [],
  },
};
