import type { Steps } from "./editor.ts";

/** The event of the example. */
export const type = "restaurants.cooking-started.v1";

/** The recipe for a new reaction, which the one for a new event includes. */
export const newReaction: Steps = {
  File: ({ write }) =>
    write(
      "orders/on-cooking-started.ts",
      `import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The kitchen started to cook. */
export const onCookingStarted = reaction("${type}", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "cooking-started", at: time, by: "restaurants" }),
});
`,
    ),
  Outcome: ({ edit }) =>
    edit("orders/fact.ts", '  | "order-ready"', '  | "cooking-started"\n  | "order-ready"'),
  Words({ edit }) {
    edit(
      "contracts/http/orders.openapi.json",
      '"order-ready",',
      '"cooking-started",\n              "order-ready",',
    );
    edit(
      "contracts/test/words.test.ts",
      '    "order-ready": true,',
      '    "cooking-started": true,\n    "order-ready": true,',
    );
  },
  List({ edit }) {
    edit(
      "orders/service.ts",
      "import { onCourierAssigned",
      'import { onCookingStarted } from "./on-cooking-started.ts";\nimport { onCourierAssigned',
    );
    edit("orders/service.ts", "    onOrderReady,\n", "    onCookingStarted,\n    onOrderReady,\n");
  },
  Rulings: ({ edit }) =>
    edit(
      "orders/README.md",
      "`restaurants.order-confirmed`, `order-ready`",
      "`restaurants.order-confirmed`, `cooking-started`, `order-ready`",
    ),
};
