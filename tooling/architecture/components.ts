import type { Import } from "../rules/imports.ts";
import { type Arrow, type Box, flowchart, withoutShortcuts } from "./mermaid.ts";

/** The parts of a service, and the rooms of the chassis that they use. */
export function serviceComponents(imports: readonly Import[], service: string): string {
  const partOf = (path: string): string | undefined => {
    if (path.startsWith(`${service}/on-`)) return `${service}/on-*.ts`;
    return path.startsWith(`${service}/`) ? path : roomOf(path);
  };
  const arrows = arrowsBetween(imports, partOf).filter(({ from }) => from.startsWith(`${service}/`));
  return drawing(service, arrows);
}

/** The rooms of the chassis. The files at its root are a room, too: the ports, and a service's vocabulary. */
export function chassisComponents(imports: readonly Import[]): string {
  const partOf = (path: string) => (path.startsWith("messaging/") ? roomOf(path) : undefined);
  return drawing("messaging", arrowsBetween(imports, partOf));
}

function roomOf(path: string): string | undefined {
  const [, room] = /^messaging\/(?:([\w-]+)\/)?[\w-]+\.ts$/.exec(path) ?? [];
  if (path.startsWith("contracts/")) return "contracts";
  if (!path.startsWith("messaging/")) return undefined;
  return room === undefined ? "messaging" : `messaging/${room}`;
}

/** One arrow for all imports between two parts. */
function arrowsBetween(
  imports: readonly Import[],
  partOf: (path: string) => string | undefined,
): readonly Arrow[] {
  const pairs = imports.flatMap(({ from, to }) => {
    const [importing, imported] = [partOf(from), partOf(to)];
    return importing && imported && importing !== imported ? [`${importing} ${imported}`] : [];
  });
  return [...new Set(pairs)].sort().map((pair) => {
    const [from = "", to = ""] = pair.split(" ");
    return { from, to };
  });
}

function drawing(folder: string, arrows: readonly Arrow[]): string {
  const drawn = withoutShortcuts(arrows);
  const names = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))].sort();
  const isInside = (name: string) => name.startsWith(`${folder}/`);
  const box = (name: string): Box => {
    const path = name.endsWith(".ts") ? name : `${name}/`;
    const short = isInside(name) ? path.slice(`${folder}/`.length) : path;
    return { name, text: name in purposes ? `${short}<br><small>${purposes[name]}</small>` : short };
  };
  return flowchart(
    "TB",
    [
      { name: `${folder}-folder`, text: `${folder}/`, inside: names.filter(isInside).map(box) },
      ...names.filter((name) => !isInside(name)).map(box),
    ],
    drawn,
  );
}

/** What the rooms of the chassis are for. */
const purposes: Readonly<Record<string, string>> = {
  messaging: "ports, messages, reactions, outcomes",
  "messaging/amqp": "the broker on RabbitMQ",
  "messaging/http": "what HTTP APIs share",
  "messaging/inbox": "admits, deduplicates, reacts, commits",
  "messaging/instance": "what the parts of an instance share",
  "messaging/memory": "the ports in memory",
  "messaging/mongo": "the store on MongoDB",
  "messaging/outbox": "publishes events, makes calls",
  "messaging/policies": "numbers that rooms share",
  "messaging/process": "configuration, start, stop",
  "messaging/running": "assembles an instance",
  "messaging/settlement": "acknowledges, retries, parks",
  "messaging/telemetry": "logs, metrics",
  "messaging/timers": "fires what is due",
  "messaging/wire": "CloudEvents",
};
