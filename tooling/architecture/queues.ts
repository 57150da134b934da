import type { Topology } from "#messaging/topology.ts";
import { type Arrow, flowchart } from "./mermaid.ts";

/** The exchanges and queues of a topology, their bindings, and where a message goes when it expires or has been delivered too often. */
export function queues({ exchanges, queues, bindings }: Topology): string {
  const arrows: readonly Arrow[] = [
    ...bindings.map(({ exchange: from, queue: to }) => ({ from, to, label: keys(bindings, from, to) })),
    ...queues.flatMap(({ name, arguments: options }) => {
      const exchange = options["x-dead-letter-exchange"];
      if (exchange === undefined) return [];
      const ttl = options["x-message-ttl"];
      const why = ttl === undefined ? "delivery limit" : `after ${durationOf(Number(ttl))}`;
      return [{ from: name, to: String(exchange), label: why, dashed: true }];
    }),
  ];
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  return flowchart(
    "LR",
    [
      ...exchanges
        .filter(({ name }) => used.has(name))
        .map(({ name, type }) => ({ name, text: `${name}<br><small>${type} exchange</small>` })),
      ...queues.map(({ name }) => ({ name, shape: "queue" as const })),
    ],
    arrows,
  );
}

/** The routing keys by which an exchange reaches a queue. */
const keys = (bindings: Topology["bindings"], from: string, to: string): string =>
  bindings
    .filter(({ exchange, queue }) => exchange === from && queue === to)
    .map(({ routingKey }) => routingKey)
    .join("<br>");

const durationOf = (ms: number): string => (ms < 60_000 ? `${ms / 1_000} s` : `${ms / 60_000} min`);
