// `npm run architecture -- context | containers`: the first two levels of C4 as Mermaid. Every box is a service of the compose
// file, and every arrow a URL in its environment or a line of the gateway's configuration: a drawing cannot say what is not there.

import { readFileSync } from "node:fs";
import { Argument } from "commander";
import { parse } from "yaml";
import { commandArguments } from "#tooling/terminal/command-line.ts";
import { endQuietlyWithThePipe } from "../terminal/command-line.ts";

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

endQuietlyWithThePipe();
const composeFile = "operations/compose/compose.yml";
const gatewayFile = "operations/nginx/nginx.conf";

const compose: { services: Readonly<Record<string, ComposeService>> } = parse(
  readFileSync(composeFile, "utf8"),
  { merge: true },
);

/** A job that ends before the others start: it is no container that one talks to. */
const isJob = (name: string): boolean => name === "definitions";

/** What each container is to a reader who knows none of them. */
const boxes: Readonly<Record<string, string>> = {
  gateway: "gateway<br><small>nginx</small>",
  rabbitmq: "RabbitMQ<br><small>exchanges, inboxes, retry tiers, parked queues</small>",
  mongo: "MongoDB<br><small>a database for each service</small>",
  mailpit: "mail server<br><small>Mailpit</small>",
  "payment-provider": "payment provider<br><small>not ours, simulated</small>",
};

const isExternal = (name: string): boolean => name === "mailpit" || name === "payment-provider";

const protocols: Readonly<Record<string, string>> = {
  amqp: "AMQP",
  mongodb: "MongoDB",
  smtp: "SMTP",
  http: "HTTP",
};

/** Who talks to whom: a URL in a service's environment that names another service. */
function arrows(): readonly Arrow[] {
  const services = Object.entries(compose.services).filter(([name]) => !isJob(name));
  const byUrl = services.flatMap(([from, { environment = {} }]) =>
    Object.values(environment).flatMap((value) => {
      const [, scheme = "", host = ""] = /^(\w+):\/\/(?:[^@/]*@)?([\w-]+)/.exec(String(value)) ?? [];
      return host in compose.services ? [{ from, to: host, label: protocols[scheme] ?? scheme }] : [];
    }),
  );
  const routes = /map \$uri \$service \{([^}]*)\}/.exec(readFileSync(gatewayFile, "utf8"))?.[1] ?? "";
  const byGateway = [...routes.matchAll(/^\s*~\S+ (\w+);/gm)].map(([, to = ""]) => ({
    from: "gateway",
    to,
    label: "HTTP",
  }));
  return [...byGateway, ...byUrl];
}

const idOf = (name: string): string => name.replaceAll("-", "_");
const draw = ({ from, label, to }: Arrow): string => `  ${idOf(from)} -->|${label}| ${idOf(to)}`;
const box = (name: string): string => `${idOf(name)}["${boxes[name] ?? name}"]`;

const people = [
  { id: "customer", label: "customer<br><small>orders, confirms, cancels</small>" },
  { id: "staff", label: "restaurant staff<br><small>opens, closes, sells out</small>" },
  { id: "courier", label: "courier<br><small>goes on and off shift</small>" },
];

const peopleBoxes = people.map(({ id, label }) => `  ${id}(["${label}"])`);

function containers(): string {
  const names = Object.keys(compose.services).filter((name) => !isJob(name));
  return [
    "flowchart TB",
    ...peopleBoxes,
    "  subgraph company [Pas de Cinq]",
    ...names.filter((name) => !isExternal(name)).map((name) => `    ${box(name)}`),
    "  end",
    ...names.filter(isExternal).map((name) => `  ${box(name)}`),
    `  ${people.map(({ id }) => id).join(" & ")} -->|HTTPS, bearer token| gateway`,
    ...arrows().map(draw),
  ].join("\n");
}

/** The containers folded into one system. */
function context(): string {
  const system = (name: string): string => (isExternal(name) ? name : "company");
  const folded = arrows()
    .map(({ from, label, to }) => ({ from: system(from), label, to: system(to) }))
    .filter(({ from, to }) => from !== to);
  return [
    "flowchart LR",
    ...peopleBoxes,
    '  company["Pas de Cinq<br><small>food delivery by choreography</small>"]',
    ...Object.keys(compose.services)
      .filter(isExternal)
      .map((name) => `  ${box(name)}`),
    `  ${people.map(({ id }) => id).join(" & ")} -->|HTTPS| company`,
    ...new Set(folded.map(draw)),
  ].join("\n");
}

const drawings: Readonly<Record<string, () => string>> = { context, containers };
const [level = ""] = commandArguments("npm run architecture", (program) =>
  program
    .description("Prints a level of the C4 model as Mermaid.")
    .addArgument(new Argument("<level>").choices(Object.keys(drawings))),
);
console.log(drawings[level]?.());
