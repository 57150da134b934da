import type { Steps } from "./editor.ts";

/** The example: a customer watches the new event. It needs the event, so it comes after that recipe. */
export const newStory: Steps = {
  Story: ({ write }) =>
    write(
      "stage/stories/cooking.ts",
      `import type { ToldStory } from "#stage/stories/story.ts";

export const cooking: ToldStory = {
  name: "cooking",
  about: "A customer sees when the kitchen starts to cook.",
  moral: { text: "A fact is one more event. Whoever wants to know it reads it from the order.", question: 68 },
  needsFaultInjection: false,
  async run({ customer, happens, until }) {
    const order = await customer.places();
    await happens(order, "cooking-started");
    await until(order, "delivered");
  },
};
`,
    ),
  List({ edit, run }) {
    edit(
      "stage/stories/index.ts",
      "import { aCourierAfterAll",
      'import { cooking } from "./cooking.ts";\nimport { aCourierAfterAll',
    );
    edit("stage/stories/index.ts", "  delivered,\n", "  delivered,\n  cooking,\n");
    run("npm run --silent demo -- --story cooking");
  },
  Claim: ({ edit }) =>
    edit(
      "stage/stories/cooking.ts",
      '    await until(order, "delivered");\n',
      '    await until(order, "delivered");\n    claim("the order was delivered", true);\n',
    ),
  Seeds({ edit, run }) {
    edit("stage/stories/cooking.ts", "{ customer, happens, until }", "{ claim, customer, happens, until }");
    run("npm run --silent demo -- --story cooking --seed 2");
    edit("orders/service.ts", "    onCookingStarted,\n", "");
    run("! npm run --silent demo -- --story cooking");
    edit("orders/service.ts", "    onOrderReady,\n", "    onCookingStarted,\n    onOrderReady,\n");
    run("npm run --silent format && npm run --silent check");
  },
};
