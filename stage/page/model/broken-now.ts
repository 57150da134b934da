import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** What is broken at a moment, and what that means until it is mended: a sentence or two each, and no more for many of a kind. */
export function brokenNow(state: CompanyState): readonly string[] {
  const { broker, provider, services: all, without } = state;
  const isAway = (name: ServiceName) => all[name].database === "away";
  const who = services.map((name) => whoIs(name, all[name].instances));
  const dying = who.filter(({ dead }) => dead.length > 0);
  const silent = dying.filter(({ alive, waiting }) => alive.length + waiting.length === 0);
  const away = services.filter((name) => isAway(name) && !silent.some((one) => one.name === name));
  return [
    ...(silent.length > mostTold
      ? allDeadOf(silent, silent.map(({ name }) => name).filter(isAway))
      : silent.map((one) => deadOf(one, isAway(one.name)))),
    ...dying.filter((one) => !silent.includes(one)).map((one) => partlyDeadOf(one, isAway(one.name))),
    ...waitingFor(who.filter(({ waiting }) => waiting.length > 0)),
    ...lostWithThe(
      dying.flatMap(({ dead }) => dead),
      state.faults,
    ),
    ...(away.length > mostTold
      ? [
          `${listed(away)} cannot reach their databases. They accept no requests${messagesMeanwhile(without, true)}.`,
        ]
      : away.map(
          (name) =>
            `${name} cannot reach its database. ${refusedBy(name)}${messagesMeanwhile(without, false)}.`,
        )),
    ...(broker === "away" ? [`The broker is away. ${eventsMeanwhile(without)}.`] : []),
    ...(provider.is === "away" ? [`The provider is away. ${callsMeanwhile(without)}.`] : []),
  ];
}

/** Of more services than these it is told together what they do not do. */
const mostTold = 2;
const listed = (names: readonly string[]): string => names.join(", ");

function eventsMeanwhile(without: CompanyState["without"]): string {
  if (without.has("publisher-confirms"))
    return "Without publisher-confirms, events that are published now are lost";
  return without.has("outbox") ? "Without outbox, events wait in memory only" : "Events wait in the outboxes";
}

const messagesMeanwhile = (without: CompanyState["without"], areMany: boolean): string =>
  without.has("late-acknowledgement")
    ? `. Without late-acknowledgement, messages wait in ${areMany ? "their" : "its"} memory only, and can be lost`
    : `, and messages wait in ${areMany ? "their inboxes" : "its inbox"}`;

const callsMeanwhile = (without: CompanyState["without"]): string =>
  without.has("outbox")
    ? "Without outbox, no database stores the calls that fail"
    : "Calls are tried again until it answers";

/** What a service cannot do without its database, and its clients see at once: requests do not wait. */
const refusing: Readonly<Partial<Record<ServiceName, string>>> = {
  orders: "No order is accepted",
  payments: "No confirmation of a payment is accepted",
  restaurants: "No change of a menu is accepted",
  couriers: "No courier can start or end a shift",
  notifications: "No change of preferences is accepted",
};
const refusedBy = (name: ServiceName): string => refusing[name] ?? "No request is accepted";

/** A service, and the names of its instances that are dead and alive. */
interface Who {
  readonly name: ServiceName;
  readonly dead: readonly string[];
  readonly alive: readonly string[];
  /** Those that were started, and wait for the broker. */
  readonly waiting: readonly string[];
}

function whoIs(name: ServiceName, instances: ReadonlyMap<number, string>): Who {
  const nameAll = (which: string) =>
    [...instances].flatMap(([instance, is]) => (is === which ? [`${name}#${instance}`] : []));
  return { name, dead: nameAll("killed"), alive: nameAll("running"), waiting: nameAll("waiting") };
}

/** Nobody else handles a message of the service, so that its messages wait. */
function deadOf({ dead, name }: Who, isStoreAway: boolean): string {
  const until = `until ${dead.length === 1 ? "it is" : "one of them is"} started again`;
  const [too, back] = isStoreAway
    ? [`, and the database of ${name} is away`, " and the database is back"]
    : ["", ""];
  return `${areDead(dead)}${too}. ${refusedBy(name)}, and messages wait in the inbox, ${until}${back}.`;
}

function allDeadOf(silent: readonly Who[], away: readonly ServiceName[]): readonly string[] {
  const isOne = away.length === 1;
  return [
    `${areDead(silent.flatMap(({ dead }) => dead))}. Their services accept no requests, and messages wait in the inboxes, until they are started again.`,
    ...(away.length === 0
      ? []
      : [`The ${isOne ? "database" : "databases"} of ${listed(away)} ${isOne ? "is" : "are"} away as well.`]),
  ];
}

const partlyDeadOf = ({ alive, dead }: Who, isStoreAway: boolean): string =>
  isStoreAway || alive.length === 0
    ? `${areDead(dead)}.`
    : `${areDead(dead)}. ${listed(alive)} ${alive.length === 1 ? "handles" : "handle"} all messages meanwhile.`;

/** What was started while the broker is away. */
function waitingFor(who: readonly Who[]): readonly string[] {
  const names = who.flatMap(({ waiting }) => waiting);
  if (names.length === 0) return [];
  const shut = who.filter(({ alive }) => alive.length === 0).map(({ name }) => name);
  const refused =
    shut.length > mostTold ? [`${listed(shut)} accept no requests`] : shut.map((name) => refusedBy(name));
  const until = refused.map((text) => `${text} until the broker is back.`);
  const wait = `${listed(names)} ${names.length === 1 ? "was started, and waits" : "were started, and wait"} for the broker.`;
  return [[wait, ...until].join(" ")];
}

const areDead = (dead: readonly string[]): string =>
  `${listed(dead)} ${dead.length === 1 ? "is" : "are"} dead`;

/** What died with instances that worked without a guarantee. */
const lostWithThe = (dead: readonly string[], faults: CompanyState["faults"]): readonly string[] =>
  lostWith.flatMap(([guarantee, what]) => {
    const whose = dead.filter((who) => faults.get(who)?.without?.includes(guarantee));
    return whose.length > 0 ? [`${what(listed(whose))} are lost: ${guarantee} was off.`] : [];
  });

/** By guarantee, what dies with instances that work without it. */
const lostWith: readonly (readonly [string, (whose: string) => string])[] = [
  ["late-acknowledgement", (whose) => `Messages that ${whose} had acknowledged and not handled`],
  ["outbox", (whose) => `The unpublished events and unanswered calls of ${whose}`],
];
