import { commonVariables } from "#messaging/process/variables.ts";

const { HOST, JWT_SECRET, PORT } = commonVariables;

/** The environment variables of the watcher. */
export const variables = {
  HOST,
  PORT,
  /** It acts for people on the page through the public API, with tokens that it signs. */
  JWT_SECRET,
  RABBITMQ_URL: {
    ...commonVariables.RABBITMQ_URL,
    description: "the broker, with a user that may observe: amqp://observer:password@localhost:5672",
  },
  GATEWAY_URL: {
    type: "string",
    format: "uri",
    pattern: "^https?://",
    description: "the gateway, through which people on the page order: http://localhost:8080",
  },
  PROVIDER_URL: {
    type: "string",
    format: "uri",
    pattern: "^https?://",
    description: "the payment provider, whose ledger is read: http://localhost:4000",
  },
  PAGE_TOKEN: {
    type: "string",
    pattern: "^([A-Za-z0-9._~-]{16,})?$",
    default: "",
    secret: true,
    description: "who has it may order on the page; nobody, if it is empty",
  },
} as const;
