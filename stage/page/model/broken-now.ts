import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** What is broken at a moment, and what that means until it is mended: a sentence or two each. */
export function brokenNow({ broker, provider, services: all }: CompanyState): readonly string[] {
  const dead = services.flatMap((name) =>
    [...all[name].instances].filter(([, is]) => is === "killed").map(([instance]) => `${name}#${instance}`),
  );
  const away = services.filter((name) => all[name].database === "away");
  const [isOne, isOneAway] = [dead.length === 1, away.length === 1];
  return [
    ...(dead.length > 0
      ? [
          `${dead.join(", ")} ${isOne ? "is dead. Its" : "are dead. Their"} messages wait until ${isOne ? "it is" : "they are"} started again.`,
        ]
      : []),
    ...(away.length > 0
      ? [
          `The ${isOneAway ? "database" : "databases"} of ${away.join(", ")} ${isOneAway ? "is" : "are"} away. Nothing is committed there, and the messages wait in the ${isOneAway ? "inbox" : "inboxes"}.`,
        ]
      : []),
    ...(broker === "away" ? ["The broker is away. Events wait in the outboxes."] : []),
    ...(provider.is === "away" ? ["The provider is away. Calls are tried again until it answers."] : []),
  ];
}
