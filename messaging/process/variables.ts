import { defaultMaxBatch, defaultPrefetch } from "../policies/prefetch.ts";
import type { Variables } from "./environment.ts";

/** The environment variables of every service. */
export const commonVariables = {
  RABBITMQ_URL: {
    type: "string",
    pattern: "^amqps?://",
    secret: true,
    description: "the broker, with this service's user: amqp://user:password@localhost:5672",
  },
  MONGODB_URL: {
    type: "string",
    pattern: "^mongodb(\\+srv)?://",
    secret: true,
    description: "a replica set: mongodb://localhost:27017/?replicaSet=rs0",
  },
  JWT_SECRET: {
    type: "string",
    minLength: 32,
    secret: true,
    description: "the key that signs the customers' bearer tokens",
  },
  PORT: {
    type: "integer",
    minimum: 0,
    maximum: 65_535,
    default: 3000,
    description: "the port to listen on; 0 picks a free one",
  },
  HOST: { type: "string", default: "127.0.0.1", description: "the address to listen on" },
  LOG_LEVEL: {
    type: "string",
    enum: ["debug", "info", "warn", "error"],
    default: "info",
    description: "the lowest level that is logged",
  },
  WATCH: {
    type: "boolean",
    default: false,
    description:
      "whether to report hops to watchers; they contain what customers ordered, and where they live",
  },
  REQUESTS_PER_MINUTE: {
    type: "integer",
    minimum: 1,
    default: 6_000,
    description: "how many requests per minute one address may make",
  },
  MAX_BATCH: {
    type: "integer",
    minimum: 1,
    maximum: 1_000,
    default: defaultMaxBatch,
    description: "the most messages in one commit; with 1, each message has its own transaction",
  },
  PREFETCH: {
    type: "integer",
    minimum: 1,
    maximum: 2_000,
    default: defaultPrefetch,
    description: "the most unacknowledged deliveries",
  },
} as const satisfies Variables;
