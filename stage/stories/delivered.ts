import type { Story } from "./story.ts";

export const delivered: Story = {
  name: "delivered",
  about: "A customer orders a pizza: the card is charged, the kitchen is open, and a courier is free.",
  needsFaultInjection: false,
  async run({ customer, until }) {
    await until(await customer.places(), "delivered");
  },
};
