import type { Instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { Running } from "#messaging/run.ts";
import type { Employment } from "./courier.ts";
import { hire } from "./hire.ts";

/**
 * Hires couriers at the start. Those who work here already stay as they are, so that it may be done at every start.
 *
 * @throws Error naming the courier who could not be hired
 */
export async function hireCouriers(
  running: Pick<Running, "submit">,
  hired: readonly Employment[],
  now: Instant,
): Promise<void> {
  await Promise.all(
    hired.map(async (data) => {
      const subject = data.courierId;
      const id = idOf(`${hire.type}/${subject}`);
      const message = beginning({ id, type: hire.type, source: "/couriers", subject, time: now, data });
      const result = await running.submit(message, JSON.stringify(data));
      if ("error" in result)
        throw new Error(`cannot hire ${subject}: ${result.error.message}`, { cause: result.error });
    }),
  );
}
