import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** An instance that dies at its next commit or publish. */
export interface ArmedKill {
  readonly service: ServiceName;
  readonly instance: number;
  readonly before: "commit" | "publish";
}

/** The kills to come. */
export const armedKillsIn = ({ armed }: Pick<CompanyState, "armed">): readonly ArmedKill[] =>
  [...armed.values()].flatMap((kill) => {
    const service = services.find((name) => name === kill.service);
    return service ? [{ ...kill, service }] : [];
  });

/** When it happens, after "dies". */
export const worstMoments = {
  publish: "between commit and publish",
  commit: "before its next commit",
} as const;
