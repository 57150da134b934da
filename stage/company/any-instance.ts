import type { ServiceName } from "#contracts/generated/events.ts";
import { Unavailable } from "#messaging/errors.ts";
import type { Running } from "#messaging/running/run-service.ts";
import type { Company } from "./company.ts";

/** Any running instance of a service, looked up for each call: instances can be killed and started. */
export function anyOf(
  { reach }: Company,
  service: ServiceName,
): Pick<Running, "submit" | "troubles" | "outage"> {
  return {
    submit: async (...given) => reach(service).submit(...given),
    troubles: () =>
      reached(
        () => reach(service).troubles(),
        ({ message }) => [message],
      ),
    outage: () =>
      reached(
        () => reach(service).outage(),
        (unreachable) => unreachable,
      ),
  };
}

function reached<Answer>(ask: () => Answer, otherwise: (unreachable: Unavailable) => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Unavailable) return otherwise(error);
    throw error;
  }
}
