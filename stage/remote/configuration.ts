import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { duration, durationMs } from "#messaging/process/durations.ts";
import { readEnvironment } from "#messaging/process/environment.ts";
import { defaultPaymentExpiry } from "#payments/settings.ts";
import type { Deployment } from "./deployment.ts";

/**
 * Reads a deployment's settings from the environment, `.env` and `.env.example`, in this order; docker compose reads the same
 * files.
 *
 * @throws Error that names every missing or invalid variable
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
  JWT_SECRET: {
    type: "string",
    minLength: 32,
    secret: true,
    description: "the secret that signs the deployment's tokens",
  },
  RABBITMQ_OBSERVER_PASSWORD: {
    type: "string",
    secret: true,
    default: "",
    description: "password of the RabbitMQ user who observes events",
  },
  RABBITMQ_COUNTER_PASSWORD: {
    type: "string",
    secret: true,
    default: "",
    description: "password of the RabbitMQ user who counts messages",
  },
  RABBITMQ_PORT: { ...port, default: 5672, description: "the deployment's RabbitMQ port" },
  PROVIDER_PORT: { ...port, default: 4000, description: "the deployment's payment provider port" },
  OBSERVER_URL: {
    type: "string",
    default: "",
    description: "RabbitMQ URL of the observing user, instead of password and port",
  },
  COUNTER_URL: {
    type: "string",
    default: "",
    description: "RabbitMQ URL of the counting user, instead of password and port",
  },
  PROVIDER_URL: {
    type: "string",
    default: "",
    description: "URL of the payment provider, instead of its port",
  },
  PAYMENT_EXPIRY: duration(defaultPaymentExpiry, "how long a customer has to pay"),
  COOKING_TIME: duration("20m", "how long a kitchen takes to cook"),
  TRAVEL_TIME: duration("15m", "how long a courier takes to deliver"),
  GIVING_UP_AFTER: duration("10m", "how long an order waits for a courier"),
} as const;
