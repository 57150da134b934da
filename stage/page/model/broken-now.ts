import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** What is broken at a moment, and what that means until it is mended: a sentence or two each. */
export function brokenNow({ broker, provider, services: all }: CompanyState): readonly string[] {
  const away = services.filter((name) => all[name].database === "away");
  const isOneAway = away.length === 1;
  return [
    ...services.flatMap((name) => deadOf(name, [...all[name].instances])),
    ...(away.length > 0
      ? [
          `The ${isOneAway ? "database" : "databases"} of ${away.join(", ")} ${isOneAway ? "is" : "are"} away. Nothing is committed there, and the messages wait in the ${isOneAway ? "inbox" : "inboxes"}.`,
        ]
      : []),
    ...(broker === "away" ? ["The broker is away. Events wait in the outboxes."] : []),
    ...(provider.is === "away" ? ["The provider is away. Calls are tried again until it answers."] : []),
  ];
}

/** Messages wait for a service only if none of its instances is alive. */
function deadOf(name: ServiceName, instances: readonly (readonly [number, string])[]): readonly string[] {
  const nameAll = (which: string) =>
    instances.flatMap(([instance, is]) => (is === which ? [`${name}#${instance}`] : []));
  const [dead, alive] = [nameAll("killed"), nameAll("running")];
  if (dead.length === 0) return [];
  const isOne = dead.length === 1;
  const areDead = `${dead.join(", ")} ${isOne ? "is" : "are"} dead.`;
  if (alive.length > 0)
    return [
      `${areDead} ${alive.join(", ")} ${alive.length === 1 ? "handles" : "handle"} all messages meanwhile.`,
    ];
  return [
    `${areDead} ${isOne ? "Its" : "Their"} messages wait until ${isOne ? "it is" : "they are"} started again.`,
  ];
}
