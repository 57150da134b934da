import type { Difference } from "../schema/difference.ts";
import { when } from "./change.ts";

/**
 * Whom a change of an event's schema breaks. A wider schema breaks consumers: they park what the schema that they
 * know does not allow. So does a new meaning, which no validation shows. A narrower one breaks producers: what they
 * still send is parked. Which difference is wider or narrower: `../schema/differences.ts`.
 */
export const breaksWhom = ({ wider, narrower, meaning }: Difference) => [
  ...when(wider || meaning === true, "consumers" as const),
  ...when(narrower, "producers" as const),
];
