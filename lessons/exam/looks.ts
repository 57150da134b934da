import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Message } from "#messaging/message.ts";
import type { Versioned } from "#messaging/store.ts";
import { euros } from "#stage/narrative/text/words.ts";
import { type LookName, lookNames } from "./case.ts";
import { ledgerOf } from "./ledger.ts";
import { type LabeledOrder, ordersOf, type Scene } from "./scene.ts";
import { timelineOf } from "./timeline.ts";

/** What to look at: an order by its label or number, or a service. Undefined: everything. */
export type Target = string | undefined;

/**
 * One look at the evening's end, as lines of text: what the real tools would show.
 *
 * @throws Error if there is no such order or service, naming those that there are
 */
export function look(scene: Scene, name: LookName, target: Target): readonly string[] {
  const lines = looks[name](scene, target);
  return lines.length > 0 ? lines : ["nothing"];
}

/** @throws Error if the name is not one of the looks */
export function lookCalled(name: string): LookName {
  const found = lookNames.find((one) => one === name);
  if (!found) throw new Error(`"${name}" cannot be looked at; there are ${lookNames.join(", ")}`);
  return found;
}

const looks: Readonly<Record<LookName, (scene: Scene, target: Target) => readonly string[]>> = {
  order: (scene, target) => timelineOf(scene, orderCalled(scene, target)),
  documents: documentsOf,
  processed: (scene, target) => processedOf(scene, orderCalled(scene, target)),
  outbox: (scene) =>
    perService(scene, "outbox", ({ outbox }) =>
      [...outbox.values()].map((entry) => {
        const what =
          entry.kind === "call" ? `call ${entry.name}` : entry.messages.map(({ type }) => type).join(", ");
        const subject = entry.kind === "call" ? entry.cause.subject : entry.messages[0]?.subject;
        return `${what} of ${labelOf(scene, subject)}, ${dueText(scene, entry.leasedUntil, "lease")}`;
      }),
    ),
  timers: (scene) =>
    perService(scene, "timers", ({ timers }) =>
      [...timers.values()].map(
        ({ dueAt, message, name }) =>
          `${name.replace(/\/.*/, "")} of ${labelOf(scene, message.subject)}, ${dueText(scene, dueAt, "due")}`,
      ),
    ),
  queues: ({ state }) =>
    [...state.queues].map(
      ([name, { ready, unacked }]) => `${name}: ${ready.size} ready, ${unacked.size} unacknowledged`,
    ),
  parked: ({ log }) =>
    log.entries.flatMap((entry) =>
      entry.kind === "parked"
        ? [`${entry.service}.parked: ${entry.message?.type ?? "unreadable"}, ${entry.why}`]
        : [],
    ),
  ledger: (scene, target) => {
    const chosen = target === undefined ? ordersOf(scene) : [orderCalled(scene, target)];
    return chosen.flatMap(({ label, order }) => {
      const { charges, refunds } = ledgerOf(scene, order.orderId);
      return [
        ...charges.map(
          ({ amount, key, status }) => `${label}: charge ${euros(amount.amount)}, ${status}, key ${key}`,
        ),
        ...refunds.map(({ amount }) => `${label}: refund ${euros(amount.amount)}`),
      ];
    });
  },
};

function orderCalled(scene: Scene, target: Target): LabeledOrder {
  const all = ordersOf(scene);
  const found = all.find(
    ({ label, order }) => label === `#${target?.replace(/^#/, "")}` || order.orderId === target,
  );
  if (!found) {
    const last = all.at(-1)?.label ?? "#0";
    throw new Error(`${target ? `There is no order ${target}.` : "Which order?"} Orders are #1 to ${last}.`);
  }
  return found;
}

/**
 * The documents of an order in every service; or those of one service that are not about one order, without the ones that nothing has
 * ever changed.
 */
function documentsOf(scene: Scene, target: Target): readonly string[] {
  const service = services.find((name) => name === target);
  if (service) {
    const others = [...scene.state.services[service].documents].filter(
      ([key, { version }]) => version > 1 && !scene.state.orders.has(idIn(key)),
    );
    return others.map((document) => documentLine(scene, service, document));
  }
  if (target === undefined)
    throw new Error(`Documents of what? Name an order, or one of ${services.join(", ")}.`);
  const { orderId } = orderCalled(scene, target).order;
  return services.flatMap((name) =>
    [...scene.state.services[name].documents]
      .filter(([key]) => idIn(key) === orderId)
      .map((document) => documentLine(scene, name, document)),
  );
}

const idIn = (key: string): string => key.slice(key.indexOf("/") + 1);

function documentLine(
  scene: Scene,
  service: ServiceName,
  [key, { document, version }]: readonly [string, Versioned],
): string {
  const place = key.replace(idIn(key), labelOf(scene, idIn(key)));
  return `${service} ${place}, version ${version}: ${shown(scene, document)}`;
}

/** A document as JSON, with the labels of orders instead of their ids. */
function shown({ state }: Scene, document: unknown): string {
  let text = JSON.stringify(document) ?? "nothing";
  for (const { label, orderId } of state.orders.values()) text = text.replaceAll(orderId, label);
  return text;
}

/** Which messages about an order each service has recorded as handled. */
function processedOf({ log, state }: Scene, { order }: LabeledOrder): readonly string[] {
  const about = new Map<string, string>();
  const note = ({ id, subject }: Pick<Message, "id" | "subject">) => void about.set(id, subject);
  for (const entry of log.entries) if ("message" in entry && entry.message) note(entry.message);
  return services.map((name) => {
    const types = [...state.services[name].processed.values()]
      .filter(({ id }) => about.get(id) === order.orderId)
      .map(({ outcome, type }) => `${type}${outcome === "handled" ? "" : ` (${outcome})`}`);
    return `${name}: ${types.join(", ") || "nothing"}`;
  });
}

function perService(
  { state }: Scene,
  what: string,
  lines: (service: Scene["state"]["services"][ServiceName]) => readonly string[],
): readonly string[] {
  return services.flatMap((name) => {
    const found = lines(state.services[name]);
    return found.length > 0
      ? found.map((line) => `${name}: ${line}`)
      : [`${name}: no ${what === "outbox" ? "entries" : what}`];
  });
}

const labelOf = ({ state }: Scene, orderId: string | undefined): string =>
  state.orders.get(orderId ?? "")?.label ?? orderId ?? "nothing";

function dueText({ state }: Scene, at: number, what: string): string {
  const minutes = Math.round((state.at - at) / 60_000);
  return minutes > 0 ? `${what} ${minutes} min ago` : `${what} in ${-minutes} min`;
}
