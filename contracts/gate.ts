// `npm run contracts`: what stops somebody who would break others by changing a contract.
// Exit status: 0 fine, 1 something would break, 2 the input cannot be judged.

import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type Asked, check, mayDeploy } from "./gate/check.ts";
import { release } from "./gate/create-release.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const asked: Asked = {
  folder,
  repository: fileURLToPath(new URL("..", import.meta.url)),
  say: (line) => console.log(line),
  onGitHub: process.env.GITHUB_ACTIONS === "true",
};

const program = new Command("npm run contracts --")
  .description(
    "Compares the contracts with released ones, and says in plain words whom a change would break.",
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command("check")
  .description("compare with the newest release, or with another version")
  .option("--against <version>", "a release (1.0.0), a folder, or a git ref")
  .action(async ({ against }: { against?: string }) => {
    process.exitCode = await check(asked, against);
  });

program
  .command("can-deploy")
  .description("whether a service, as it is here, fits the others as they are there")
  .argument("<service>", "orders, payments, …")
  .requiredOption("--with <version>", "a release (1.0.0), a folder, or a git ref")
  .action(async (service: string, { with: beside }: { with: string }) => {
    process.exitCode = await mayDeploy(asked, service, beside);
  });

program
  .command("release")
  .description("keep a copy of the contracts, which all later versions are compared with")
  .argument("<version>", "1.2.3")
  .action(async (number: string) => {
    process.exitCode = await release(asked, number, new Date().toISOString().slice(0, 10));
  });

await program.parseAsync();
