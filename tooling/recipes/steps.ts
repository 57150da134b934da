import { pointsApi, pointsExpectation, pointsFolder } from "./points.ts";

/** What following a recipe takes: editing and writing files, and running commands. */
export interface Editor {
  /** Replaces the first occurrence of a text. @throws Error if there is none */
  edit(file: string, old: string, newer: string): void;
  write(file: string, text: string): void;
  run(command: string): void;
}

type Steps = Readonly<Record<string, (editor: Editor) => void>>;

const type = "restaurants.cooking-started.v1";
const uuid = { type: "string", format: "uuid" };

/** The recipes of CONTRIBUTING.md by title: a function for each numbered step, by its bold word. The example event: cooking started. */
export const recipes: Readonly<Record<string, Steps>> = {
  "A new event": {
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
    Golden: ({ run }) =>
      run("node --import tsx contracts/test/record-golden.ts && npm run --silent generate"),
    Picture: ({ edit }) => edit("README.md", "menu-changed<br>", "menu-changed<br>cooking-started<br>"),
    Check: ({ run }) => {
      run("npm run --silent format && npm run --silent check && npm run --silent contracts -- check");
      run("npm run --silent demo -- --story delivered");
      run(
        tests(
          "contracts/test/{words,published/golden,published/producers,published/consumers}.test.ts",
          "contracts/test/generator/{asyncapi,validators}.test.ts",
          "tooling/documents/test/readme.test.ts --grep '^(?!.*(really prints|npm start|.ci/run))'",
        ),
      );
    },
  },
  "A new story": {
    Story: ({ write }) =>
      write(
        "stage/stories/cooking.ts",
        `import type { Story } from "#stage/stories/story.ts";

export const cooking: Story = {
  name: "cooking",
  about: "A customer sees when the kitchen starts to cook.",
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
  },
  "A new service": {
    Contracts({ edit, write, run }) {
      edit("contracts/hears.ts", '"couriers", "notifications"]', '"couriers", "notifications", "points"]');
      edit(
        "contracts/hears.ts",
        "  notifications: [",
        '  points: ["payments.payment-succeeded.v1"],\n  notifications: [',
      );
      write("contracts/expectations/points/payments.payment-succeeded.v1.json", json(pointsExpectation));
      write("contracts/http/points.openapi.json", json(pointsApi));
      run("npm run --silent generate");
    },
    Folder({ write }) {
      for (const [file, text] of Object.entries(pointsFolder)) write(`points/${file}`, text);
    },
    Stage({ edit }) {
      const file = "stage/company/services.ts";
      edit(
        file,
        "import type { Settings }",
        'import { pointsService } from "#points/service.ts";\nimport type { Settings }',
      );
      edit(
        file,
        "  notifications: notificationsService,\n",
        "  notifications: notificationsService,\n  points: pointsService,\n",
      );
      edit(
        file,
        "    notifications: async",
        '    points: async () => (await import("#points/http.ts")).pointsHttp(given),\n    notifications: async',
      );
    },
    Deployment({ edit }) {
      const compose = "operations/compose/compose.yml";
      const password = `RABBITMQ_POINTS_PASSWORD`;
      edit(
        ".env.example",
        "RABBITMQ_ORDERS_PASSWORD",
        `${password}=points-development\nRABBITMQ_ORDERS_PASSWORD`,
      );
      edit(
        compose,
        "      RABBITMQ_ORDERS_PASSWORD:",
        `      ${password}: \${${password}:?}\n      RABBITMQ_ORDERS_PASSWORD:`,
      );
      edit(
        compose,
        "  # Checks bearer tokens for the gateway.\n",
        `  points:
    <<: *service
    command: ["points/main.ts"]
    environment:
      <<: *environment
      RABBITMQ_URL: amqp://points:\${${password}:?}@rabbitmq:5672

  # Checks bearer tokens for the gateway.
`,
      );
      edit(
        compose,
        "      notifications: { condition",
        "      points: { condition: service_healthy }\n      notifications: { condition",
      );
      const nginx = "operations/nginx/nginx.conf";
      edit(nginx, "    ~^/notifications(/|$)", "    ~^/points(/|$) points;\n    ~^/notifications(/|$)");
      edit(nginx, '"/notifications"]', '"/notifications","/points"]');
      edit(nginx, "couriers|notifications)/", "couriers|notifications|points)/");
    },
    Check: ({ run }) => {
      run("npm run --silent format && npm run --silent check && npm run --silent contracts -- check");
      run("npm run --silent demo -- --story delivered");
      run(
        tests(
          "points/test/*.test.ts",
          "contracts/test/{words,published/consumers,published/golden}.test.ts",
          "operations/test/{gateway,settings,definitions}.test.ts",
          "stage/test/read-back.test.ts",
        ),
      );
    },
  },
};

/** The recipe for a new reaction, which the one for a new event includes. */
export const newReaction: Steps = {
  File: ({ write }) =>
    write(
      "orders/on-cooking-started.ts",
      `import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record.ts";

/** The kitchen started to cook. */
export const onCookingStarted = reaction("${type}", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "cooking-started", at: time, by: "restaurants" }),
});
`,
    ),
  Outcome: ({ edit }) =>
    edit("orders/order.ts", '  | "order-ready"', '  | "cooking-started"\n  | "order-ready"'),
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

const tests = (...files: readonly string[]) =>
  `node_modules/.bin/mocha --config tooling/testing/mocharc.json ${files.join(" ")}`;

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
