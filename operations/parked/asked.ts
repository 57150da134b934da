import { services } from "#contracts/topology.ts";
import { instant } from "#messaging/instant.ts";
import { isCommand, misplaced, read } from "./given.ts";
import { type Command, commands, type OptionName } from "./options.ts";
import { reasons } from "./parked-messages.ts";
import { isNarrow, type Selection } from "./selection.ts";

/** What `npm run parked` was asked for. */
export interface Asked {
  readonly command: Command;
  readonly selection: Selection;
  /** Where it is parked: in the broker, or in the embedded company. */
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

/** The command line or the environment is wrong: everything that is, a sentence each. */
export class Misunderstood extends Error {
  override readonly name = "Misunderstood";
}

/**
 * Reads the command line and the environment as a whole.
 *
 * @returns "help" when that is what is asked for
 * @throws Misunderstood
 */
export function readAsked(args: readonly string[], env: Environment): Asked | "help" {
  const { given, positionals, problems } = read(args);
  if (given.has("help")) return "help";
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
    const what = name === undefined ? "no command is given" : `there is no command ${name}`;
    problems.push(`${what}: it must be one of ${Object.keys(commands).join(", ")}`);
  } else problems.push(...misplaced(command, given));

  const after = moment("after", last("after"), problems);
  const before = moment("before", last("before"), problems);
  const selection: Selection = {
    ids,
    services: known("service", services),
    reasons: known("reason", reasons),
    types: given.get("type") ?? [],
    orders: given.get("order") ?? [],
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
  const perSecond = Number(last("rate") ?? 100);
  if (!(perSecond > 0 && perSecond <= 100_000))
    problems.push(`--rate is "${last("rate")}": it must be a number above 0, and 100000 at most`);

  const dryRun = given.has("dry-run");
  const isActing = command === "redrive" || command === "drop";
  const by = last("by") ?? env.USER ?? env.LOGNAME ?? "";
  if (isActing && !isNarrow(selection) && !given.has("all"))
    problems.push(`${command} needs to know which: ids, a filter such as --service, or --all`);
  if (command === "show" && !isNarrow(selection))
    problems.push("show needs to know which: ids, or a filter such as --service");
  if (command === "drop" && !last("why")?.trim() && !dryRun)
    problems.push("drop needs --why: it is for good, and somebody will ask");
  if (isActing && !dryRun && by === "") problems.push("nobody is logged in: say who you are with --by");

  const place = placeOf(last("url"), env, problems);
  if (problems.length > 0 || !command || !place) throw new Misunderstood(problems.join("\n"));
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

/** A day, or a moment with its time zone, as an instant that compares with others as text. */
function moment(name: OptionName, text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(ms)) return instant(ms);
  problems.push(
    `--${name} is "${text}": it must be a day or a moment, such as 2026-01-02 or 2026-01-02T18:00:00Z`,
  );
  return undefined;
}

function placeOf(url: string | undefined, env: Environment, problems: string[]): Asked["place"] | undefined {
  const { RABBITMQ_URL: broker = "", STAFF: token = "" } = env;
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      problems.push(`--url is "${url}": it must be a URL such as http://localhost:8080`);
    else if (token === "")
      problems.push(
        "STAFF is not set: paste the line that begins with export STAFF, which npm start printed",
      );
    return { at: "company", url: url.replace(/\/+$/, ""), token };
  }
  if (broker === "")
    problems.push(
      "nothing says where: set RABBITMQ_URL to amqp://operator:password@localhost:5672, or give --url http://localhost:8080 for npm start",
    );
  else if (!URL.canParse(broker) || !/^amqps?:$/.test(new URL(broker).protocol))
    problems.push(
      "RABBITMQ_URL cannot be read: it must be a URL such as amqp://operator:password@localhost:5672",
    );
  return { at: "broker", url: broker };
}
