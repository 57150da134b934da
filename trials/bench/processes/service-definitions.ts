import type { ServiceName } from "#contracts/generated/events.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { performersOf, servicesOf } from "#stage/company/services.ts";
import { provider, sender, times } from "../world.ts";

export interface Definition {
  readonly service: Service;
  readonly performers: readonly Performer[];
}

/** A service, unchanged, with every time set to nothing. */
export const definitionOf = (name: ServiceName): Definition => ({
  service: servicesOf({ ...times, givingUpMs: times.giveUpMs }, 100_000)[name],
  performers: performersOf({ provider, sender })[name] ?? [],
});
