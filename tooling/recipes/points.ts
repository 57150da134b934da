import notifications from "#contracts/http/notifications.openapi.json" with { type: "json" };

/** The service that the recipe adds: a point for each euro paid. */
export const pointsFolder: Readonly<Record<string, string>> = {
  "points.ts": `import { collection } from "#messaging/store.ts";

/** The points that a customer earned with one order. */
export interface Points {
  readonly orderId: string;
  readonly points: number;
}

/** One document per order, under the order's id. */
export const points = collection<Points>("points");
`,
  "on-payment-succeeded.ts": `import { ignore, reaction } from "#messaging/reaction.ts";
import { points } from "./points.ts";

/** An order was paid: a point for each euro. */
export const onPaymentSucceeded = reaction("payments.payment-succeeded.v1", {
  reads: ({ orderId }) => ({ known: points(orderId) }),
  react({ known }, { data: { orderId, amount } }) {
    if (known) return ignore("this order already has its points");
    return { save: { known: { orderId, points: Math.floor(amount.amount / 100) } } };
  },
});
`,
  "service.ts": `import { hears } from "#contracts/hears.ts";
import { service } from "#messaging/service.ts";
import { onPaymentSucceeded } from "./on-payment-succeeded.ts";
import { points } from "./points.ts";

/** Everything that earns points. */
export const pointsService = service({
  name: "points",
  hears: hears.points,
  reactions: [onPaymentSucceeded],
  collections: [points],
});
`,
  "http.ts": `import openapi from "#contracts/http/points.openapi.json" with { type: "json" };
import { serviceApi } from "#messaging/http/service-api.ts";
import { requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { points } from "./points.ts";

/** The HTTP API of points: staff see what an order earned. */
export const pointsHttp = serviceApi("points", openapi, (router, _submit, { store }) => {
  router.get("/points", requireRole("staff"), async (request, response) => {
    const orderId = String(request.query.orderId);
    const found = await store.get(points(orderId));
    if (!found) throw new Problem(404, "unknown-order", \`order \${orderId} has earned no points\`);
    response.json({ orderId, points: found.points });
  });
});
`,
  "main.ts": `import { contracts } from "#contracts/contracts.ts";
import { main } from "#messaging/process/main.ts";
import { pointsHttp } from "./http.ts";
import { pointsService } from "./service.ts";

/** Runs the service points: \`node points/main.ts\`. */
await main("points", { contracts, variables: {}, assemble: () => ({ service: pointsService, http: pointsHttp }) });
`,
  "README.md": `# Points

A point for each euro that was paid. It hears \`payments.payment-succeeded\`, and says nothing.

Guaranteed: an order brings its points once, also when the news comes twice. Not guaranteed: that they are taken back.
`,
  "test/points.test.ts": `import { expect } from "chai";
import { pointsService } from "../service.ts";

describe("Points", () => {
  it("are earned by a payment, and only once", () => {
    expect([...pointsService.reactions.keys()]).to.deep.equal(["payments.payment-succeeded.v1"]);
  });
});
`,
};

const orderId = { description: "The order.", type: "string", format: "uuid" };

export const pointsExpectation = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "What points relies on in payments.payment-succeeded.v1",
  description: "Gives a point for each euro.",
  type: "object",
  required: ["orderId", "amount"],
  properties: {
    orderId: { ...orderId, description: "Finds the points of the order." },
    amount: {
      description: "What the points are for.",
      type: "object",
      required: ["amount"],
      properties: { amount: { description: "In cents.", type: "integer", minimum: 0 } },
    },
  },
};

const list = notifications.paths["/notifications"].get;
const { Problem } = notifications.components.schemas;

/** Adapted from another service's document, as a developer would. */
export const pointsApi = {
  ...notifications,
  info: {
    title: "Points",
    version: "1.0.0",
    summary: "The points that orders earned.",
    description: "One point per euro.",
  },
  tags: [{ name: "points", description: "Points." }],
  paths: {
    "/points": {
      get: {
        ...list,
        tags: ["points"],
        operationId: "readPoints",
        summary: "The points of an order",
        description: "For staff.",
        responses: {
          ...list.responses,
          "200": {
            description: "The points.",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Points" } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: notifications.components.securitySchemes,
    responses: notifications.components.responses,
    schemas: {
      Problem,
      Points: {
        description: "The points that the order earned.",
        type: "object",
        additionalProperties: false,
        required: ["orderId", "points"],
        properties: {
          orderId: { ...orderId, maxLength: 36 },
          points: { description: "A point for each euro.", type: "integer", minimum: 0, maximum: 1000000 },
        },
        examples: [{ orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f", points: 19 }],
      },
    },
  },
};
