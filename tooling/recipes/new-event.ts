import { json, type Steps, tests } from "./editor.ts";
import { newReaction, type } from "./new-reaction.ts";

const uuid = { type: "string", format: "uuid" };

/** The example: an event that the kitchen started to cook. */
export const newEvent: Steps = {
  Schema({ write }) {
    const orderId = { description: "The order this is about.", ...uuid, maxLength: 36 };
    const ids = ["0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f", "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a"];
    write(
      "contracts/events/restaurants/cooking-started.v1.json",
      json({
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "Cooking started",
        description: "The kitchen started to cook the order.",
        "x-subject": "orderId",
        type: "object",
        required: ["orderId"],
        properties: { orderId },
        examples: ids.map((orderId) => ({ orderId })),
      }),
    );
  },
  Consumers: ({ edit }) =>
    edit(
      "contracts/hears.ts",
      '"restaurants.order-ready.v1",',
      `"${type}",\n    "restaurants.order-ready.v1",`,
    ),
  Expectations: ({ write }) =>
    write(
      `contracts/expectations/orders/${type}.json`,
      json({
        $schema: "http://json-schema.org/draft-07/schema#",
        title: `What orders relies on in ${type}`,
        description: "Records that the kitchen started to cook.",
        type: "object",
        required: ["orderId"],
        properties: { orderId: { description: "Finds the order.", ...uuid } },
      }),
    ),
  Generate: ({ run }) => run("npm run --silent generate"),
  Sample: ({ edit }) =>
    edit(
      "tooling/testing/event-samples.ts",
      '  "restaurants.order-ready.v1"',
      `  "${type}": { orderId },\n  "restaurants.order-ready.v1"`,
    ),
  Publish: ({ edit }) =>
    edit(
      "restaurants/on-check-order.ts",
      "            readyAt,\n          }),\n",
      `            readyAt,\n          }),\n          event("${type}", orderId, { orderId }),\n`,
    ),
  Reactions: (editor) => {
    for (const follow of Object.values(newReaction)) follow(editor);
  },
  Golden: ({ run }) => run("node --import tsx contracts/test/record-golden.ts && npm run --silent generate"),
  Picture: ({ edit }) => edit("README.md", "menu-changed<br>", "menu-changed<br>cooking-started<br>"),
  Twin({ edit, run }) {
    const twin = "lessons/twin";
    const before = '"restaurants.order-ready.v1",';
    edit(`${twin}/contracts/hears.ts`, before, `"${type}",\n    ${before}`);
    const next = '  onReply(patience, {\n    reply: "couriers.courier-assigned.v1",';
    const step = `  onReply(patience, { reply: "${type}", what: "cooking-started", by: "restaurants" }),\n`;
    edit(`${twin}/conductor/steps.ts`, next, `${step}${next}`);
    for (const command of ["record-fact", "cancel-order"]) {
      const schema = `${twin}/contracts/events/conductor/${command}.v1.json`;
      edit(schema, '"order-ready",', '"cooking-started",\n        "order-ready",');
    }
    run("npm run --silent generate");
  },
  Check: ({ run }) => {
    run("npm run --silent format && npm run --silent check && npm run --silent contracts -- check");
    run("npm run --silent demo -- --story delivered");
    run(
      tests(
        "contracts/test/{words,published/golden,published/producers,published/consumers}.test.ts",
        "contracts/test/generator/{asyncapi,validators}.test.ts",
        "lessons/twin/test/*.test.ts",
        "tooling/documents/test/readme.test.ts --grep '^(?!.*(really prints|npm start|.ci/run))'",
      ),
    );
  },
};
