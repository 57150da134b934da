import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** What is broken at a moment, and what that means until it is mended: a sentence or two each. */
export function brokenNow(state: CompanyState): readonly string[] {
  const { broker, provider, services: all, without } = state;
  const away = services.filter((name) => all[name].database === "away");
  return [
    ...services.flatMap((name) => deadOf(name, [...all[name].instances], state.faults)),
    ...away.map(
      (name) => `${name} cannot reach its database. ${refusing[name]}${messagesMeanwhile(without)}.`,
    ),
    ...(broker === "away" ? [`The broker is away. ${eventsMeanwhile(without)}.`] : []),
    ...(provider.is === "away" ? [`The provider is away. ${callsMeanwhile(without)}.`] : []),
  ];
}

function eventsMeanwhile(without: CompanyState["without"]): string {
  if (without.has("publisher-confirms"))
    return "Without publisher-confirms, events that are published now are lost";
  return without.has("outbox") ? "Without outbox, events wait in memory only" : "Events wait in the outboxes";
}

const messagesMeanwhile = (without: CompanyState["without"]): string =>
  without.has("late-acknowledgement")
    ? ". Without late-acknowledgement, messages wait in its memory only, and can be lost"
    : ", and messages wait in its inbox";

const callsMeanwhile = (without: CompanyState["without"]): string =>
  without.has("outbox")
    ? "Without outbox, no database stores the calls that fail"
    : "Calls are tried again until it answers";

/** What a service cannot do without its database, and its clients see at once: requests do not wait. */
const refusing: Readonly<Record<ServiceName, string>> = {
  orders: "No order is accepted",
  payments: "No confirmation of a payment is accepted",
  restaurants: "No change of a menu is accepted",
  couriers: "No courier can start or end a shift",
  notifications: "No change of preferences is accepted",
};

/** Messages wait for a service only if none of its instances is alive. */
function deadOf(
  name: ServiceName,
  instances: readonly (readonly [number, string])[],
  faults: CompanyState["faults"],
): readonly string[] {
  const nameAll = (which: string) =>
    instances.flatMap(([instance, is]) => (is === which ? [`${name}#${instance}`] : []));
  const [dead, alive] = [nameAll("killed"), nameAll("running")];
  if (dead.length === 0) return [];
  const isOne = dead.length === 1;
  const areDead = `${dead.join(", ")} ${isOne ? "is" : "are"} dead.`;
  const without = new Set(dead.flatMap((who) => faults.get(who)?.without ?? []));
  const lost = lostWith.flatMap(([guarantee, what]) =>
    without.has(guarantee) ? [`${what(isOne)} ${guarantee} was off.`] : [],
  );
  if (alive.length > 0)
    return [
      `${areDead} ${alive.join(", ")} ${alive.length === 1 ? "handles" : "handle"} all messages meanwhile.`,
      ...lost,
    ];
  const until = `until ${isOne ? "it is" : "one of them is"} started again`;
  return [`${areDead} ${refusing[name]}, and messages wait in the inbox, ${until}.`, ...lost];
}

/** By guarantee, what dies with instances that work without it. */
const lostWith: readonly (readonly [string, (isOne: boolean) => string])[] = [
  [
    "late-acknowledgement",
    (isOne) => `Messages that ${isOne ? "it" : "they"} had acknowledged and not handled are lost:`,
  ],
  ["outbox", (isOne) => `${isOne ? "Its" : "Their"} unpublished events and unanswered calls are lost:`],
];
