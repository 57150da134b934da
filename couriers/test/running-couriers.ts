import { instant } from "#messaging/instant.ts";
import { runService } from "#tooling/testing/running-service.ts";
import type { Employment } from "../courier.ts";
import { hireCouriers } from "../hire-couriers.ts";
import { couriersHttp } from "../http.ts";
import { couriersService } from "../service.ts";
import { settings } from "./given.ts";

/** Couriers, on the embedded adapters, with this team. */
export async function runCouriers(team: readonly Employment[]) {
  const service = await runService({ service: couriersService(settings), api: couriersHttp });
  const hire = () => hireCouriers(service.running, team, instant(service.clock.now()));
  await hire();
  return { ...service, hire };
}
