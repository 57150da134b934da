import type { Instant } from "#messaging/instant.ts";
import type { Running } from "#messaging/running/run-service.ts";
import { submitOnce } from "#messaging/running/submit-once.ts";
import type { Employment } from "./courier.ts";
import { hire } from "./hire-courier.ts";

/**
 * Hires couriers at startup. Existing ones stay unchanged, so this can run at every start.
 *
 * @throws Error naming the courier who could not be hired
 */
export async function hireCouriers(
  running: Pick<Running, "submit">,
  hired: readonly Employment[],
  time: Instant,
): Promise<void> {
  await Promise.all(
    hired.map((data) =>
      submitOnce(running, { type: hire.type, source: "/couriers", subject: data.courierId, time, data }),
    ),
  );
}
