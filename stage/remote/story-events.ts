import type { Message } from "#messaging/message.ts";

/** The events of one story, among all events of a deployment. */
export interface StoryEvents {
  /** Takes an event of the deployment. */
  receive(event: Message): void;
  /** From now on, the events of this order belong to the story; so do those that arrived before its HTTP response. */
  follow(orderId: string): void;
  /** How many events arrived, and how many of them again. */
  counts(): { readonly events: number; readonly duplicates: number };
}

/** How many events of orders not yet followed are kept. */
const mostEarly = 10_000;

/** @param onEvent called for each event of the story, but not for duplicates */
export function storyEvents(onEvent: (event: Message) => void = () => {}): StoryEvents {
  const seen = new Set<string>();
  const followed = new Set<string>();
  const early: Message[] = [];
  let duplicates = 0;

  function note(event: Message): void {
    if (seen.has(event.id)) {
      duplicates += 1;
      return;
    }
    seen.add(event.id);
    onEvent(event);
  }

  return {
    receive(event) {
      if (followed.has(event.subject)) return note(event);
      early.push(event);
      if (early.length > mostEarly) early.shift();
    },
    follow(orderId) {
      followed.add(orderId);
      for (const event of early.filter(({ subject }) => subject === orderId)) note(event);
    },
    counts: () => ({ events: seen.size, duplicates }),
  };
}
