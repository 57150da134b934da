/** An option of `npm run parked`. */
export interface Option {
  /** What it is followed by; undefined for one that stands alone. */
  readonly value?: string;
  readonly about: string;
  /** The commands that know it; all, where none is named. */
  readonly of?: readonly Command[];
}

export const commands = {
  list: "one line a message: which service, why, how often tried, since when, and what it is",
  show: "everything about messages: with the error and its stack, the headers, and the body",
  count: "how many, by service, reason and type",
  redrive: "hands messages back to the service that parked them, which begins with them anew",
  drop: "takes messages away for good; they are kept in the audit record alone",
} as const;

export type Command = keyof typeof commands;

const acting = ["redrive", "drop"] as const;

/** All options, in the order in which --help names them. */
export const options = {
  service: {
    value: "<name>",
    about: "parked by this service; may be given several times, like the next three",
  },
  reason: { value: "<reason>", about: "parked for this reason: unprocessable, retries-exhausted, …" },
  type: { value: "<type>", about: "messages of this type: orders.order-placed.v1, …" },
  order: { value: "<id>", about: "messages about this order" },
  after: { value: "<instant>", about: "parked at this moment or later: 2026-01-02, 2026-01-02T18:00:00Z" },
  before: { value: "<instant>", about: "parked before this moment" },
  all: { about: "really all that is parked, when nothing else says which", of: acting },
  why: { value: "<text>", about: "why you do it, for the record; drop needs it", of: acting },
  by: { value: "<name>", about: "who does it, for the record (default: who is logged in)", of: acting },
  rate: { value: "<number>", about: "the most messages in a second (default: 100)", of: acting },
  "dry-run": { about: "says which messages it would be, and touches none", of: acting },
  audit: { value: "<file>", about: "where it is written down (default: parked-audit.jsonl)", of: acting },
  url: {
    value: "<url>",
    about: "the embedded company that npm start runs (default: the broker at RABBITMQ_URL)",
  },
  json: { about: "one line of JSON a message" },
  help: { about: "this text" },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

/** What --help prints. */
export function help(): string {
  const lines = (of: readonly (readonly [string, string])[]) =>
    of.map(([left, right]) => `  ${left.padEnd(22)}${right}`).join("\n");
  const described: readonly (readonly [string, Option])[] = Object.entries(options);
  return `npm run parked -- <command> [id...] [options]

What services could not handle, for the person on call.

${lines(Object.entries(commands))}

${lines(described.map(([name, { about, of, value = "" }]) => [`--${name} ${value}`, of ? `${about} [${of.join(", ")}]` : about]))}

RABBITMQ_URL   the broker, as its user operator: amqp://operator:password@localhost:5672
STAFF          with --url: the token of the staff, which npm start prints

Exit status: 0 done, 1 it could not be done, 2 the command line or the environment is wrong.`;
}
