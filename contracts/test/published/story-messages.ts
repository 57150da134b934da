import { contracts } from "#contracts/contracts.ts";
import type { EventType, ServiceName } from "#contracts/generated/events.ts";
import { hears, serviceNamed } from "#contracts/hears.ts";
import { reactToAll } from "#messaging/inbox/deduplicate-and-react.ts";
import type { Arrival } from "#messaging/instance/result.ts";
import type { Instant } from "#messaging/instant.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Documents, Reaction, Reads } from "#messaging/reaction.ts";
import type { Service } from "#messaging/service.ts";
import { keyText } from "#messaging/store.ts";
import { menuOf, menus } from "#orders/menu.ts";
import { placeOrder } from "#orders/place-order.ts";
import { servicesOf } from "#stage/company/services.ts";
import { realTimes } from "#stage/company/settings.ts";
import type { DisabledGuarantee } from "#stage/guarantees/disabled-guarantees.ts";
import { runStory } from "#stage/narrative/run-story.ts";
import { stories } from "#stage/stories/index.ts";
import type { Story } from "#stage/stories/story.ts";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";

/** A message as a consumer received it. */
export interface Situation {
  readonly consumer: ServiceName;
  readonly message: Message;
  /** The documents that the reaction received. */
  readonly documents: Documents<Reads>;
  readonly now: Instant;
}

/** The messages that were published, and how consumers received them. */
export interface Messages {
  readonly published: readonly Message[];
  readonly situations: readonly Situation[];
}

/** The five services, as the stage runs them. */
export const allServices: Readonly<Record<ServiceName, Service>> = servicesOf(realTimes);

/**
 * Runs the stories of the stage, except those of a crowd, which show nothing new, and some that fill the gaps.
 * Runs them once, however often it is called.
 */
export function runAll(): Promise<Messages> {
  messages ??= runEach([...stories.filter(({ crowd }) => !crowd), ...gapStories]);
  return messages;
}

let messages: Promise<Messages> | undefined;

const gapStories: readonly Story[] = [
  {
    name: "no-money",
    about: "The cards of two customers are refused, for other reasons than in the stories.",
    needsFaultInjection: false,
    async run({ customer, until }) {
      await until(await customer.places({ card: "tok_insufficient" }), "cancelled");
      await until(await customer.places({ card: "tok_unknown" }), "cancelled");
    },
  },
];

async function runEach(all: readonly Story[]): Promise<Messages> {
  const published = new Map([[orderId, orderWithNote()]]);
  const situations: Situation[] = [];
  const watched: DisabledGuarantee = {
    name: "nothing",
    about: "Everything is as it is, and watched.",
    shownBy: "",
    decorate: ({ store, ...ports }) => ({
      ...ports,
      store: {
        ...store,
        async commit(change) {
          await store.commit(change);
          for (const message of eventsIn(change.outbox)) published.set(message.id, message);
        },
      },
    }),
    replace: (service) => ({ ...service, reactions: watchedBy(service, (met) => situations.push(met)) }),
  };
  for (const story of all) await runStory(story, { seed: 1, without: watched });
  return { published: [...published.values()], situations };
}

function watchedBy({ name, reactions }: Service, onMet: (met: Situation) => void): Service["reactions"] {
  const consumer = serviceNamed(name);
  const watched = [...reactions].map(([type, reaction]): [string, Reaction] => [
    type,
    {
      ...reaction,
      react(documents, message, context) {
        if (isHeardBy(consumer, type)) onMet({ consumer, message, documents, now: context.now });
        return reaction.react(documents, message, context);
      },
    },
  ]);
  return new Map(watched);
}

export const isHeardBy = (consumer: ServiceName, type: string): type is EventType =>
  hears[consumer].some((heard) => heard === type);

// No story orders with a note, so this command goes straight to its reaction.
function orderWithNote(): Message {
  const { customer, restaurantId, card, address } = samples["orders.order-placed.v1"];
  const menu = menuOf(samples["restaurants.menu-changed.v1"]);
  const items = [{ dishId: "margherita", quantity: 1 }];
  const note = "The bell is broken, please knock.";
  const asked = { orderId, customer, restaurantId, items, card, address, note };
  const arrival: Arrival = { message: localMessage(placeOrder, orderId, asked) };
  const documents = new Map([[keyText(menus(restaurantId)), { version: 1, document: menu }]]);
  const { change } = reactToAll(
    { contracts, service: allServices.orders },
    [arrival],
    { processed: new Map(), documents },
    Date.UTC(2026, 0, 2, 18),
  );
  const [message] = eventsIn(change.outbox);
  if (!message) throw new Error("an order with a note was not published");
  return message;
}
