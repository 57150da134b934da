import type { ServiceName } from "./generated/events.ts";
import { services } from "./hears.ts";

/** One value for each service. */
export type PerService<Value> = Readonly<Record<ServiceName, Value>>;

export const perService = <Value>(of: (service: ServiceName) => Value): PerService<Value> =>
  Object.fromEntries(services.map((name) => [name, of(name)])) as PerService<Value>;
