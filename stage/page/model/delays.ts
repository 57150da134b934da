import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** An event type ("all": every one) that reaches a service late. */
export interface Delay {
  readonly service: ServiceName;
  readonly event: string;
  readonly byMs: number;
}

/** The delays that last, as the fold names them among the faults: `delaying <service> <event>`. */
export const delaysIn = ({ faults }: Pick<CompanyState, "faults">): readonly Delay[] =>
  [...faults].flatMap(([name, { byMs = 0 }]) => {
    const [what, to, event] = name.split(" ");
    const service = services.find((one) => one === to);
    return what === "delaying" && service && event ? [{ service, event, byMs }] : [];
  });
