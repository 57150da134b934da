import { type Arrow, type Box, flowchart } from "./mermaid.ts";

/** The parts of the compose file that the drawings use. */
export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
}

interface ComposeService {
  readonly environment?: Readonly<Record<string, string | number>>;
}

/** What a deployment consists of. */
export interface Deployment {
  readonly compose: Compose;
  /** The configuration of the gateway. */
  readonly gateway: string;
}

/** What each container is, for readers who are new here; a container without an entry shows its name. */
const texts: Readonly<Record<string, string>> = {
  gateway: "gateway<br><small>nginx</small>",
  authorization: "authorization<br><small>checks tokens for the gateway</small>",
  watcher: "watcher<br><small>serves the page; nothing needs it</small>",
  rabbitmq: "RabbitMQ<br><small>exchanges, inboxes, retry tiers, parked queues</small>",
  mongo: "MongoDB<br><small>a database for each service</small>",
  mailpit: "mail server<br><small>Mailpit</small>",
  "payment-provider": "payment provider<br><small>external, simulated</small>",
};

const people: readonly Box[] = [
  { name: "customer", text: "customer<br><small>orders, confirms, cancels</small>", shape: "person" },
  { name: "staff", text: "restaurant staff<br><small>opens, closes, sells out</small>", shape: "person" },
  { name: "courier", text: "courier<br><small>goes on and off shift</small>", shape: "person" },
];

const isExternal = (name: string): boolean => name === "mailpit" || name === "payment-provider";

/** A job ends before the other containers start, so nothing connects to it. */
const isJob = (name: string): boolean => name === "definitions";

const protocols: Readonly<Record<string, string>> = {
  amqp: "AMQP",
  mongodb: "MongoDB",
  smtp: "SMTP",
  http: "HTTP",
};

/** Each container, and each connection between two of them. */
export function containers(deployment: Deployment): string {
  const boxes = namesOf(deployment).map((name) => ({ name, text: texts[name] ?? name }));
  return flowchart(
    "TB",
    [
      ...people,
      { name: "company", text: "Pas de Cinq", inside: boxes.filter(({ name }) => !isExternal(name)) },
      ...boxes.filter(({ name }) => isExternal(name)),
    ],
    [
      ...people.map(({ name }) => ({ from: name, to: "gateway", label: "HTTP, bearer token" })),
      ...connections(deployment),
    ],
  );
}

/** The containers folded into one system, and what it exchanges with the world. */
export function context(deployment: Deployment): string {
  const systemOf = (name: string): string => (isExternal(name) ? name : "company");
  const folded = connections(deployment).map((arrow) => ({
    ...arrow,
    from: systemOf(arrow.from),
    to: systemOf(arrow.to),
  }));
  return flowchart(
    "LR",
    [
      ...people,
      { name: "company", text: "Pas de Cinq<br><small>food delivery by choreography</small>" },
      ...namesOf(deployment)
        .filter(isExternal)
        .map((name) => ({ name, text: texts[name] ?? name })),
    ],
    [
      ...people.map(({ name }) => ({ from: name, to: "company", label: "HTTP" })),
      ...folded.filter(({ from, to }) => from !== to),
    ],
  );
}

const namesOf = ({ compose }: Deployment): readonly string[] =>
  Object.keys(compose.services).filter((name) => !isJob(name));

/** Who connects to whom: a URL in a container's environment, or a name in the gateway's configuration. */
export function connections({ compose, gateway }: Deployment): readonly Arrow[] {
  const services = Object.entries(compose.services).filter(([name]) => !isJob(name));
  const byUrl = services.flatMap(([from, { environment = {} }]) =>
    Object.values(environment).flatMap((value) => {
      const [, scheme = "", host = ""] = /^(\w+):\/\/(?:[^@/]*@)?([\w-]+)/.exec(String(value)) ?? [];
      return host in compose.services ? [{ from, to: host, label: protocols[scheme] ?? scheme }] : [];
    }),
  );
  const routes = /map \$uri \$service \{([^}]*)\}/.exec(gateway)?.[1] ?? "";
  const named = [
    ...routes.matchAll(/^\s*~\S+ ([\w-]+);/gm),
    ...gateway.matchAll(/^\s*set \$\w+ ([\w-]+);/gm),
  ];
  const byGateway = named
    .map(([, to = ""]) => to)
    .filter((to) => to in compose.services)
    .map((to) => ({ from: "gateway", to, label: "HTTP" }));
  return [...byGateway, ...byUrl];
}
