/** An option of `npm run parked`. */
export interface Option {
  /** The name of its value in the help text; undefined for a flag. */
  readonly value?: string;
  readonly about: string;
  /** The commands that accept it. @default all commands */
  readonly of?: readonly Command[];
}

export const commands = {
  list: "prints one line per message: service, reason, attempts, times, type, order and id",
  show: "prints messages in full: the error and its stack, the headers and the body",
  count: "counts messages by service, reason and type",
  redrive: "sends messages back to the service that parked them, starting at the first attempt",
  drop: "deletes messages; only the audit log keeps a copy",
} as const;

export type Command = keyof typeof commands;

const acting = ["redrive", "drop"] as const;

/** All options, in the order in which --help lists them. */
export const options = {
  service: {
    value: "<name>",
    about: "parked by this service; may be repeated, like the next three",
  },
  reason: { value: "<reason>", about: "parked for this reason: unprocessable, retries-exhausted, …" },
  type: { value: "<type>", about: "of this type: orders.order-placed.v1, …" },
  order: { value: "<id>", about: "about this order" },
  after: { value: "<instant>", about: "parked at this time or later: 2026-01-02, 2026-01-02T18:00:00Z" },
  before: { value: "<instant>", about: "parked before this time" },
  all: { about: "all parked messages; required if no id or filter is given", of: acting },
  why: { value: "<text>", about: "the reason, for the audit log; required by drop", of: acting },
  by: { value: "<name>", about: "your name, for the audit log (default: the user logged in)", of: acting },
  rate: { value: "<number>", about: "messages per second at most (default: 100)", of: acting },
  "dry-run": { about: "lists the messages and changes nothing", of: acting },
  audit: { value: "<file>", about: "the audit log (default: parked-audit.jsonl)", of: acting },
  url: {
    value: "<url>",
    about: "the embedded company of npm start (default: the broker at RABBITMQ_URL)",
  },
  json: { about: "prints JSON, one line per message" },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

/** The end of the help text. */
export const environmentHelp = `
RABBITMQ_URL   the broker, with the user operator: amqp://operator:password@localhost:5672
STAFF          with --url: the staff token that npm start prints

Exit status: 0 done, 1 failed in whole or in part, 2 the command line or the environment is wrong.`;
