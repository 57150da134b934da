import { choreography } from "#stage/company/design.ts";
import { padTo, wrap } from "#stage/narrative/text/terminal/layout.ts";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { type Figures, figuresOf } from "./comparison/figures.ts";
import { linesOnlyIn } from "./comparison/own-code.ts";
import { twin } from "./design.ts";

/** `npm run compare`: the choreography beside its orchestrated twin, in figures that are measured now. */
commandLine("npm run compare", (program) =>
  program.description("Measures the choreography and its orchestrated twin, and prints both."),
);

const ours = ["orders", "payments", "restaurants", "couriers"].map((service) => `${service}/service.ts`);
const theirs = ["lessons/twin/conductor/service.ts", "lessons/twin/workers/services.ts"];

/** How wide each column is: 80 with the two spaces between them. */
const widths = [34, 21, 21] as const;

const rows: readonly (readonly [string, (figures: Figures) => string])[] = [
  ["messages for a delivered order", ({ messages }) => String(messages)],
  ["deliveries of these messages", ({ deliveries }) => String(deliveries)],
  ["an order waits for messages and calls", ({ waitingMs }) => `${waitingMs} ms`],
  ["services with a rule of the process: their owners may change it", ({ deciders }) => named(deciders)],
  ["services to change for a new step after cooking", ({ changed }) => named(changed)],
  ["services to ask how far an order is: they know every step", ({ whole }) => named(whole)],
  [
    "10 new orders while the conductor is away: how many reach the kitchen",
    ({ reachKitchen }) => String(reachKitchen),
  ],
];

const [left, right] = [await figuresOf(choreography), await figuresOf(twin)];
print(["", "choreography", "orchestrated twin"]);
for (const [what, value] of rows) print([what, value(left), value(right)]);
print(["lines of code that only it has", lines(ours, theirs), lines(theirs, ours)]);

/** To the nearest ten: the comparison need not be renewed for every line. */
function lines(of: readonly string[], others: readonly string[]): string {
  return `about ${Math.round(linesOnlyIn(of, others) / 10) * 10}`;
}

/** How many there are, and which. */
function named(names: readonly string[]): string {
  return `${names.length}: ${names.join(", ")}`;
}

function print(cells: readonly [string, string, string]): void {
  const columns = cells.map((cell, i) => wrap(cell, widths[i] ?? 0));
  for (let line = 0; line < Math.max(...columns.map(({ length }) => length)); line += 1)
    console.log(
      columns
        .map((column, i) => padTo(column[line] ?? "", widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
