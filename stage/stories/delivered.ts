import type { ToldStory } from "./story.ts";

export const delivered: ToldStory = {
  name: "delivered",
  about: "A customer orders a pizza: the card is charged, the kitchen is open, and a courier is free.",
  moral: {
    text: "Five services, no conductor, and it arrives. Each service knows only what it hears and what it says.",
    question: 82,
  },
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places(), "delivered");
  },
};
