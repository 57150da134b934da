import type { PerService } from "#contracts/per-service.ts";

/** One value for each of the five services, and for each further service that a design adds. */
export type ByService<Value> = PerService<Value> & Readonly<Record<string, Value>>;

/** @throws Error if no service has this name */
export function valueFor<Value>(all: ByService<Value>, service: string): Value {
  const value = all[service];
  if (value === undefined) throw new Error(`"${service}" is not a service of this company`);
  return value;
}

/** @param services the five, and any others */
export const byService = <Value>(
  services: readonly string[],
  of: (service: string) => Value,
): ByService<Value> => Object.fromEntries(services.map((name) => [name, of(name)])) as ByService<Value>;
