import { systemClock } from "#messaging/system-clock.ts";
import { endQuietlyWithThePipe, exitingWith } from "#tooling/terminal/command-line.ts";
import { act } from "./act.ts";
import { parkedOnRabbitMq } from "./amqp.ts";
import { type Asked, Misunderstood, readAsked } from "./asked.ts";
import { parkedInCompany } from "./company.ts";
import { help } from "./options.ts";
import type { Parked, ParkedMessages } from "./parked-messages.ts";
import { isNarrow, select } from "./selection.ts";
import { allAbout, asJson, countsOf, countTable, listOf } from "./text.ts";

/** `npm run parked`: what services could not handle, for the person on call. */
const clock = systemClock();
endQuietlyWithThePipe();
const asked = understood();
const status = await exitingWith(1, async () => {
  const from = await open(asked);
  const found = await select(from, asked.selection);
  const status = await answer(found, from, asked);
  await from.close();
  return status;
});
process.exit(status);

function understood(): Asked {
  try {
    const asked = readAsked(process.argv.slice(2), process.env);
    if (asked !== "help") return asked;
    console.log(help());
    process.exit(0);
  } catch (error) {
    if (!(error instanceof Misunderstood)) throw error;
    console.error(`npm run parked: ${error.message.replaceAll("\n", "\n  ")}`);
    process.exit(2);
  }
}

async function open({ place }: Asked): Promise<ParkedMessages> {
  return place.at === "broker" ? parkedOnRabbitMq(place.url, { clock }) : parkedInCompany(place);
}

/** Answers, or does, what was asked; the exit status. */
async function answer(found: readonly Parked[], from: ParkedMessages, asked: Asked): Promise<number> {
  const { command, selection } = asked;
  const unknown = selection.ids.filter((id) => !found.some((parked) => parked.id === id));
  for (const id of unknown) console.error(`${id} is not parked, or not as you say: list names all that is`);
  const status = unknown.length > 0 ? 1 : 0;
  if (found.length === 0 && status > 0) return status;
  if (command !== "redrive" && command !== "drop") tell(command, found, asked);
  else return Math.max(status, await act(command, found, { from, clock, asked }));
  return status;
}

function tell(
  command: "list" | "show" | "count",
  found: readonly Parked[],
  { json, selection }: Asked,
): void {
  const say = (lines: readonly string[]) => lines.length > 0 && console.log(lines.join("\n"));
  if (json)
    say((command === "count" ? countsOf(found) : found.map(asJson)).map((one) => JSON.stringify(one)));
  else if (found.length === 0)
    console.log(isNarrow(selection) ? "nothing like that is parked" : "nothing is parked");
  else if (command === "list") say(listOf(found));
  else say(command === "count" ? countTable(countsOf(found)) : found.flatMap(allAbout));
}
