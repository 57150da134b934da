import { services } from "#contracts/hears.ts";
import { instant } from "#messaging/instant.ts";
import { UsageError } from "#tooling/terminal/command-line.ts";
import { type Command, commands, type OptionName } from "./options.ts";
import { reasons } from "./parked-messages.ts";
import { isCommand, misplaced, parseOptions } from "./parse-options.ts";
import { isNarrow, type Selection } from "./selection.ts";

/** What `npm run parked` was asked to do. */
export interface Invocation {
  readonly command: Command;
  readonly selection: Selection;
  /** Where the messages are parked: in the broker, or in the embedded company. */
  readonly place:
    | { readonly at: "broker"; readonly url: string }
    | { readonly at: "company"; readonly url: string; readonly token: string };
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly perSecond: number;
  readonly why: string | undefined;
  readonly by: string;
  readonly audit: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the command line and the environment. Unknown options are reported first, then all other problems at
 * once.
 *
 * @returns the help text for `--help`
 * @throws UsageError with one line for each problem
 */
export function parseInvocation(
  args: readonly string[],
  env: Environment,
): Invocation | { readonly help: string } {
  const parsed = parseOptions(args);
  if ("help" in parsed) return parsed;
  const { given, positionals } = parsed;
  const problems: string[] = [];
  const last = (name: OptionName) => given.get(name)?.at(-1);
  const known = <T extends string>(name: OptionName, among: readonly T[]): readonly T[] =>
    (given.get(name) ?? []).flatMap((value) => {
      const found = among.find((one) => one === value);
      if (!found) problems.push(`--${name} is "${value}": it must be one of ${among.join(", ")}`);
      return found ?? [];
    });

  const [name, ...ids] = positionals;
  const command = isCommand(name) ? name : undefined;
  if (!command) {
    const what = name === undefined ? "no command is given" : `unknown command ${name}`;
    problems.push(`${what}: it must be one of ${Object.keys(commands).join(", ")}`);
  } else problems.push(...misplaced(command, given));

  const after = instantOption("after", last("after"), problems);
  const before = instantOption("before", last("before"), problems);
  const selection: Selection = {
    ids,
    services: known("service", services),
    reasons: known("reason", reasons),
    types: given.get("type") ?? [],
    orders: given.get("order") ?? [],
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
  const rate = last("rate") ?? "100";
  const perSecond = Number(rate);
  if (!(/^\d+(\.\d+)?$/.test(rate) && perSecond > 0 && perSecond <= 100_000))
    problems.push(`--rate is "${rate}": it must be a number above 0, at most 100000`);

  const dryRun = given.has("dry-run");
  const isActing = command === "redrive" || command === "drop";
  const by = last("by") ?? env.USER ?? env.LOGNAME ?? "";
  if (isActing && !isNarrow(selection) && !given.has("all"))
    problems.push(`${command} selects no messages: give ids, a filter such as --service, or --all`);
  if (command === "show" && !isNarrow(selection))
    problems.push("show selects no messages: give ids, or a filter such as --service");
  if (command === "drop" && !last("why")?.trim() && !dryRun)
    problems.push("drop needs --why: a dropped message is gone for good, so record the reason");
  if (isActing && !dryRun && by === "") problems.push("the user is unknown: give your name with --by");

  const place = placeOf(last("url"), env, problems);
  if (problems.length > 0 || !command || !place) throw new UsageError(problems.join("\n"));
  const audit = last("audit") ?? "parked-audit.jsonl";
  return {
    command,
    selection,
    place,
    json: given.has("json"),
    dryRun,
    perSecond,
    why: last("why"),
    by,
    audit,
  };
}

/** A date, or a time with its time zone, as an instant that can be compared as text. */
function instantOption(name: OptionName, text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(ms)) return instant(ms);
  problems.push(
    `--${name} is "${text}": it must be a date or a time with its zone, such as 2026-01-02 or 2026-01-02T18:00:00Z`,
  );
  return undefined;
}

function placeOf(
  url: string | undefined,
  env: Environment,
  problems: string[],
): Invocation["place"] | undefined {
  const { RABBITMQ_URL: broker = "", STAFF: token = "" } = env;
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      problems.push(`--url is "${url}": it must be a URL such as http://localhost:8080`);
    else if (token === "")
      problems.push("STAFF is not set: paste the line that begins with source from the output of npm start");
    return { at: "company", url: url.replace(/\/+$/, ""), token };
  }
  if (broker === "")
    problems.push(
      "no broker is given: set RABBITMQ_URL to amqp://operator:password@localhost:5672, or give --url http://localhost:8080 for npm start",
    );
  else if (!URL.canParse(broker) || !/^amqps?:$/.test(new URL(broker).protocol))
    problems.push(
      "RABBITMQ_URL is not valid: it must be a URL such as amqp://operator:password@localhost:5672",
    );
  return { at: "broker", url: broker };
}
