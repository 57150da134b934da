import type { ToldStory } from "./story.ts";

export const delivered: ToldStory = {
  name: "delivered",
  about: "A customer orders a pizza: the card is charged, the kitchen is open, and a courier is free.",
  moral: {
    text: "Five services, no conductor, and food arrives. Each service knows only the events that it consumes and publishes.",
    question: 82,
  },
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places(), "delivered");
  },
};
