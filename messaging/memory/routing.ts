import type { Exchange } from "../contracts.ts";
import type { Topology } from "../topology.ts";

/**
 * The names of the queues that a message is routed to, without duplicates; none if the exchange is missing.
 */
export function route(topology: Topology, exchange: string, routingKey: string): readonly string[] {
  const type = topology.exchanges.find(({ name }) => name === exchange)?.type;
  if (!type) return [];
  const bound = topology.bindings.filter(
    (binding) => binding.exchange === exchange && isMatch[type](binding.routingKey, routingKey),
  );
  return [...new Set(bound.map(({ queue }) => queue))];
}

const isMatch: Readonly<Record<Exchange["type"], (pattern: string, key: string) => boolean>> = {
  direct: (pattern, key) => pattern === key,
  fanout: () => true,
  topic: (pattern, key) => pattern === key || matches(pattern.split("."), key.split(".")),
};

/** `*` matches exactly one word, `#` any number of words, including none. */
function matches(pattern: readonly string[], key: readonly string[]): boolean {
  const [word, ...rest] = pattern;
  if (word === undefined) return key.length === 0;
  if (word === "#") return matches(rest, key) || (key.length > 0 && matches(pattern, key.slice(1)));
  return key.length > 0 && (word === "*" || word === key[0]) && matches(rest, key.slice(1));
}

/** The differences from the expected topology, one sentence each, with the remedy. */
export function differences(actual: Topology, expected: Topology): readonly string[] {
  const remedy = "load definitions.json into the broker";
  return [
    ...expected.exchanges.flatMap(({ name, type }) => {
      const found = actual.exchanges.find((exchange) => exchange.name === name);
      if (!found) return [`the exchange ${name} is missing: ${remedy}`];
      if (found.type === type) return [];
      return [`the exchange ${name} is ${found.type} instead of ${type}: delete it and ${remedy}`];
    }),
    ...expected.queues.flatMap((queue) => {
      const found = actual.queues.find(({ name }) => name === queue.name);
      if (!found) return [`${queue.name} is missing: ${remedy}`];
      const names = new Set([...Object.keys(found.arguments), ...Object.keys(queue.arguments)]);
      return [...names]
        .filter((name) => found.arguments[name] !== queue.arguments[name])
        .map((name) => {
          const [is, expected] = [found.arguments[name], queue.arguments[name]].map((one) => one ?? "unset");
          return `${queue.name} has ${name} ${is} instead of ${expected}: delete it and ${remedy}`;
        });
    }),
    ...expected.bindings
      .filter((binding) => !actual.bindings.some((one) => sameBinding(one, binding)))
      .map(({ exchange, queue, routingKey }) => {
        return `${queue} is not bound to ${exchange} with ${routingKey}: ${remedy}`;
      }),
  ];
}

type Binding = Topology["bindings"][number];

const sameBinding = (a: Binding, b: Binding): boolean =>
  a.exchange === b.exchange && a.queue === b.queue && a.routingKey === b.routingKey;
