import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { duration, durationMs } from "#messaging/process/durations.ts";
import { readEnvironment } from "#messaging/process/environment.ts";
import type { Deployment } from "./deployment.ts";

/**
 * What is to be known about a deployment, from the environment, `.env` and `.env.example`, in this order: the files that
 * docker compose reads, too.
 *
 * @throws Error that names every variable that is missing or wrong
 */
export function deploymentAt(url: string): Deployment {
  for (const file of [".env", ".env.example"]) if (existsSync(file)) loadEnvFile(file);
  const found = readEnvironment(variables, process.env);
  const { hostname } = new URL(url);
  const as = (user: string, password: string) =>
    `amqp://${user}:${encodeURIComponent(password)}@${hostname}:${found.RABBITMQ_PORT}`;
  return {
    url,
    providerUrl: found.PROVIDER_URL || `http://${hostname}:${found.PROVIDER_PORT}`,
    rabbitmqUrl: found.OBSERVER_URL || as("observer", found.RABBITMQ_OBSERVER_PASSWORD),
    countingUrl: found.COUNTER_URL || as("counter", found.RABBITMQ_COUNTER_PASSWORD),
    jwtSecret: found.JWT_SECRET,
    minuteMs: Math.min(
      durationMs(found.PAYMENT_EXPIRY) / 15,
      durationMs(found.COOKING_TIME) / 20,
      durationMs(found.TRAVEL_TIME) / 15,
      durationMs(found.GIVING_UP_AFTER) / 10,
    ),
  };
}

const port = { type: "integer", minimum: 1, maximum: 65_535 } as const;

const variables = {
  JWT_SECRET: { type: "string", minLength: 32, secret: true, description: "what signs the tokens there" },
  RABBITMQ_OBSERVER_PASSWORD: {
    type: "string",
    secret: true,
    default: "",
    description: "of the user who listens",
  },
  RABBITMQ_COUNTER_PASSWORD: {
    type: "string",
    secret: true,
    default: "",
    description: "of the user who counts messages",
  },
  RABBITMQ_PORT: { ...port, default: 5672, description: "RabbitMQ's port there" },
  PROVIDER_PORT: { ...port, default: 4000, description: "the payment provider's port there" },
  OBSERVER_URL: {
    type: "string",
    default: "",
    description: "RabbitMQ as a user who may listen, instead of password and port",
  },
  COUNTER_URL: {
    type: "string",
    default: "",
    description: "RabbitMQ as a user who may count messages, instead of password and port",
  },
  PROVIDER_URL: { type: "string", default: "", description: "the payment provider, instead of its port" },
  PAYMENT_EXPIRY: duration("15m", "how long a customer has to pay there"),
  COOKING_TIME: duration("20m", "how long a kitchen cooks there"),
  TRAVEL_TIME: duration("15m", "how long a ride takes there"),
  GIVING_UP_AFTER: duration("10m", "how long an order waits for a courier there"),
} as const;
