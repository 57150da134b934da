import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { openApi } from "./api.ts";
import { type Attempt, anyAttempt } from "./draw/any-message.ts";
import { anyRequestCase, type RequestCase } from "./draw/any-request.ts";
import { unexpectedAnswerToValid } from "./draw/good-requests.ts";
import { serviceUnderTest } from "./inbox.ts";
import type { Judge } from "./judge-message.ts";
import { sending, unexpectedResults } from "./messages.ts";
import { unexpectedAnswer } from "./requests.ts";
import type { Target } from "./rounds.ts";

/** The API of a service. Earlier requests may matter: a round uses one company. */
export function apiOf(name: ServiceName, { tree }: { readonly tree: Snapshot }): Target<RequestCase> {
  const api = tree.apis.find(({ service }) => service === name);
  if (!api) throw new Error(`${name} has no API`);
  return {
    name: `${name}.api`,
    cases: anyRequestCase(api.file, api.schema),
    async begin(onResult) {
      const opened = await openApi(name);
      let asked = 0;
      return {
        async complaints(cases) {
          const complaints: string[] = [];
          for (const one of cases) {
            const complaint = await unexpectedAnswer(one, opened, onResult);
            if (complaint) complaints.push(complaint);
          }
          asked += 1;
          complaints.push(...(await unexpectedAnswerToValid(name, opened, `good-${asked}`)));
          await opened.clock.advance(1_000);
          return complaints;
        },
        end: () => opened.close(),
      };
    },
  };
}

/** The inbox of a service. Each batch starts with a new service. */
export function inboxOf(
  name: ServiceName,
  about: { readonly tree: Snapshot; readonly judge: Judge },
): Target<Attempt> {
  const { service } = serviceUnderTest(name, virtualClock());
  const send = sending(name, about);
  return {
    name: `${name}.inbox`,
    cases: anyAttempt(service, about.tree),
    begin: async (onResult) => ({
      async complaints(attempts) {
        const sent = send(attempts);
        for (const { judgement } of sent) onResult(judgement);
        return unexpectedResults(name, sent);
      },
      end: async () => {},
    }),
  };
}
