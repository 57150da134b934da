// `npm run architecture -- <drawing>`: prints a drawing of docs/architecture.md as Mermaid. The drawings are derived from the compose file,
// the gateway's configuration, the topology and the imports, so each arrow is a connection, a binding or an import that exists.

import { readFileSync } from "node:fs";
import { Argument } from "commander";
import { parse } from "yaml";
import { contracts } from "#contracts/contracts.ts";
import { topologyOf } from "#messaging/topology.ts";
import { importsOf } from "../rules/imports.ts";
import { commandArguments } from "../terminal/command-line.ts";
import { chassisComponents, serviceComponents } from "./components.ts";
import { containers, context, type Deployment } from "./containers.ts";
import { queues } from "./queues.ts";

const deployment = (): Deployment => ({
  compose: parse(readFileSync("operations/compose/compose.yml", "utf8"), { merge: true }),
  gateway: readFileSync("operations/nginx/nginx.conf", "utf8"),
});

/** The service that stands for all: it has an HTTP API, timers and outside calls. */
const example = "payments";

const drawings: Readonly<Record<string, () => string | Promise<string>>> = {
  context: () => context(deployment()),
  containers: () => containers(deployment()),
  queues: () => queues(topologyOf(contracts, example)),
  service: async () => serviceComponents(await importsOf([example, "messaging"]), example),
  chassis: async () => chassisComponents(await importsOf(["messaging"])),
};

const [drawing = ""] = commandArguments("npm run architecture", (program) =>
  program
    .description("Prints a drawing of the architecture as Mermaid.")
    .addArgument(new Argument("<drawing>").choices(Object.keys(drawings))),
);
console.log(await drawings[drawing]?.());
