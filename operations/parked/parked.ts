import { systemClock } from "#messaging/timers/system-clock.ts";
import { endQuietlyWithThePipe, exitingWith, UsageError } from "#tooling/terminal/command-line.ts";
import { parkedOnRabbitMq } from "./amqp/amqp.ts";
import { parkedInCompany } from "./company.ts";
import { type Invocation, parseInvocation } from "./invocation.ts";
import type { ParkedMessage, ParkedMessages } from "./parked-messages.ts";
import { redriveOrDrop } from "./run-command.ts";
import { isNarrow, select } from "./selection.ts";
import { allAbout, asJson, countsOf, countTable, listOf } from "./text.ts";

/** `npm run parked`: messages that services could not handle, for the engineer on call. */
const clock = systemClock();
endQuietlyWithThePipe();
const invocation = invocationOrExit();
const status = await exitingWith(1, async () => {
  const from = await open(invocation);
  const found = await select(from, invocation.selection);
  const status = await perform(found, from, invocation);
  await from.close();
  return status;
});
process.exit(status);

function invocationOrExit(): Invocation {
  try {
    const invocation = parseInvocation(process.argv.slice(2), process.env);
    if (!("help" in invocation)) return invocation;
    process.stdout.write(invocation.help);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`npm run parked: ${error.message.replaceAll("\n", "\n  ")}`);
    process.exit(2);
  }
}

async function open({ place }: Invocation): Promise<ParkedMessages> {
  return place.at === "broker" ? parkedOnRabbitMq(place.url, { clock }) : parkedInCompany(place);
}

/** Performs the command. Returns the exit status. */
async function perform(
  found: readonly ParkedMessage[],
  from: ParkedMessages,
  invocation: Invocation,
): Promise<number> {
  const { command, selection } = invocation;
  const unknown = selection.ids.filter((id) => !found.some((parked) => parked.id === id));
  for (const id of unknown)
    console.error(`${id} is not parked, or does not match the filters: list shows all parked messages`);
  const status = unknown.length > 0 ? 1 : 0;
  if (found.length === 0 && status > 0) return status;
  if (command !== "redrive" && command !== "drop") print(command, found, invocation);
  else return Math.max(status, await redriveOrDrop(command, found, { from, clock, invocation }));
  return status;
}

function print(
  command: "list" | "show" | "count",
  found: readonly ParkedMessage[],
  { json, selection }: Invocation,
): void {
  const printLines = (lines: readonly string[]) => lines.length > 0 && console.log(lines.join("\n"));
  if (json)
    printLines((command === "count" ? countsOf(found) : found.map(asJson)).map((one) => JSON.stringify(one)));
  else if (found.length === 0)
    console.log(isNarrow(selection) ? "no parked message matches" : "no messages are parked");
  else if (command === "list") printLines(listOf(found));
  else printLines(command === "count" ? countTable(countsOf(found)) : found.flatMap(allAbout));
}
