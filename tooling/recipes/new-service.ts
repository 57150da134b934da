import { json, type Steps, tests } from "./editor.ts";
import { pointsApi, pointsExpectation, pointsFolder } from "./points.ts";

/** The example: a service that gives points for payments. */
export const newService: Steps = {
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
};
