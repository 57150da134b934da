import type { Difference } from "../schema/difference.ts";

/**
 * Whom a change of an event's schema breaks. A wider schema breaks consumers: they park what the schema that they
 * know does not allow. So does a new meaning, which no validation shows. A narrower one breaks producers: what they
 * still send is parked. Which difference is wider or narrower: `../schema/differences.ts`.
 */
export const breaksWhom = ({ wider, narrower, meaning }: Difference) => [
  ...(wider || meaning ? ["consumers" as const] : []),
  ...(narrower ? ["producers" as const] : []),
];
