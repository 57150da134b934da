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
    troubles: () => running(() => reach(service).troubles(), ["no instance is running"]),
    outage: () =>
      running(() => reach(service).outage(), new Unavailable(`no instance of ${service} is running`)),
  };
}

function running<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Unavailable) return otherwise;
    throw error;
  }
}
