import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { type Attempt, anyAttempt } from "./any-message.ts";
import { anyAsked, type GateOptions } from "./any-request.ts";
import { openApi } from "./api.ts";
import { complaintAboutGood } from "./good-requests.ts";
import { toldOf } from "./inbox.ts";
import type { Judge } from "./judge-message.ts";
import { complaintsAbout, sending } from "./messages.ts";
import { complaintAbout } from "./requests.ts";
import type { Target } from "./rounds.ts";

/** The API of a service. What was asked before may matter: a round has one company. */
export function apiOf(name: ServiceName, { tree }: { readonly tree: Snapshot }): Target<GateOptions> {
  const api = tree.apis.find(({ service }) => service === name);
  if (!api) throw new Error(`${name} has no API`);
  return {
    name: `${name}.api`,
    cases: anyAsked(api.file, api.schema),
    async begin(tell) {
      const opened = await openApi(name);
      let asked = 0;
      return {
        async complaints(cases) {
          const complaints: string[] = [];
          for (const one of cases) {
            const complaint = await complaintAbout(one, opened, tell);
            if (complaint) complaints.push(complaint);
          }
          asked += 1;
          complaints.push(...(await complaintAboutGood(name, opened, `good-${asked}`)));
          await opened.clock.advance(1_000);
          return complaints;
        },
        end: () => opened.close(),
      };
    },
  };
}

/** The inbox of a service. Each time that it is told something, the service has just begun. */
export function inboxOf(
  name: ServiceName,
  about: { readonly tree: Snapshot; readonly judge: Judge },
): Target<Attempt> {
  const { service } = toldOf(name, virtualClock());
  const send = sending(name, about);
  return {
    name: `${name}.inbox`,
    cases: anyAttempt(service, about.tree),
    begin: async (tell) => ({
      async complaints(attempts) {
        const sent = send(attempts);
        for (const { judgement } of sent) tell(judgement);
        return complaintsAbout(name, sent);
      },
      end: async () => {},
    }),
  };
}
