// Runs stories in a copy of the repository, and prints as JSON which version was published, and which service handled which.
import { Argument } from "commander";
import type { Hop } from "#messaging/instance/hops.ts";
import { runStory } from "#stage/narrative/run-story.ts";
import { stories } from "#stage/stories/index.ts";
import { commandArguments } from "#tooling/terminal/command-line.ts";

const names = commandArguments("run-stories.ts", (program) =>
  program.addArgument(new Argument("<story...>", "stories to run").choices(stories.map(({ name }) => name))),
);

const published = new Set<string>();
const handled = new Set<string>();
const times = new Map<string, number>();
const violations: string[] = [];
for (const story of stories.filter(({ name }) => names.includes(name))) {
  const result = await runStory(story, { seed: 1, onHop: note });
  violations.push(...result.violations);
}
const twice = [...times].filter(([, count]) => count > 1).map(([what]) => what);
console.log(
  JSON.stringify({ published: [...published].sort(), handled: [...handled].sort(), twice, violations }),
);

function note(hop: Hop): void {
  if (!("message" in hop) || !hop.message?.type.startsWith("payments.payment-succeeded.")) return;
  const version = hop.message.type.split(".").at(-1);
  if (hop.kind === "published") published.add(String(version));
  if (hop.kind !== "handled") return;
  handled.add(`${hop.service} ${version}`);
  const what = `${hop.service} ${hop.message.subject}`;
  times.set(what, (times.get(what) ?? 0) + 1);
}
