// `npm run contracts`: the compatibility gate. It finds contract changes that would break a consumer, a
// producer or a client.
// Exit status: 0 compatible, 1 breaking, 2 invalid input.

import { fileURLToPath } from "node:url";
import { canDeploy, check, type GateOptions } from "#contracts/gate/check.ts";
import { release } from "#contracts/gate/create-release.ts";
import { runCommand } from "../terminal/command-line.ts";

// A closed pipe (`| head`) does not change the exit status.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const options: GateOptions = {
  folder: fileURLToPath(new URL("../../contracts", import.meta.url)),
  repository: fileURLToPath(new URL("../..", import.meta.url)),
  print: (line) => console.log(line),
  onGitHub: process.env.GITHUB_ACTIONS === "true",
};

await runCommand("npm run contracts --", (program) => {
  program.description(
    "Compares the contracts with a release and reports each breaking change, who is affected, and the remedy.",
  );
  program
    .command("check")
    .description("compare with the latest release, or with another version")
    .option("--against <version>", "a release (1.0.0), a folder, or a git ref")
    .action(async ({ against }: { against?: string }) => {
      process.exitCode = await check(options, against);
    });
  program
    .command("can-deploy")
    .description("check whether this version of a service works with another version of all others")
    .argument("<service>", "orders, payments, …")
    .requiredOption("--with <version>", "a release (1.0.0), a folder, or a git ref")
    .action(async (service: string, { with: other }: { with: string }) => {
      process.exitCode = await canDeploy(options, service, other);
    });
  program
    .command("release")
    .description("store a copy of the contracts; later versions are compared with it")
    .argument("<version>", "1.2.3")
    .action(async (number: string) => {
      process.exitCode = await release(options, number, new Date().toISOString().slice(0, 10));
    });
  return program;
});
