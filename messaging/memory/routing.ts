import type { Exchange, Topology } from "#contracts/topology.ts";

/** Names of the queues that a message goes to, each once; none when the exchange is not there. */
export function route(topology: Topology, exchange: string, routingKey: string): readonly string[] {
  const type = topology.exchanges.find(({ name }) => name === exchange)?.type;
  if (!type) return [];
  const bound = topology.bindings.filter(
    (binding) => binding.exchange === exchange && fits[type](binding.routingKey, routingKey),
  );
  return [...new Set(bound.map(({ queue }) => queue))];
}

const fits: Readonly<Record<Exchange["type"], (pattern: string, key: string) => boolean>> = {
  direct: (pattern, key) => pattern === key,
  fanout: () => true,
  topic: (pattern, key) => pattern === key || matches(pattern.split("."), key.split(".")),
};

/** `*` is exactly one word, `#` any number of words, none included. */
function matches(pattern: readonly string[], key: readonly string[]): boolean {
  const [word, ...rest] = pattern;
  if (word === undefined) return key.length === 0;
  if (word === "#") return matches(rest, key) || (key.length > 0 && matches(pattern, key.slice(1)));
  return key.length > 0 && (word === "*" || word === key[0]) && matches(rest, key.slice(1));
}

/** What of the expected topology is missing or different, one sentence each, with the remedy. */
export function differences(actual: Topology, expected: Topology): readonly string[] {
  const remedy = "load definitions.json into the broker";
  return [
    ...expected.exchanges.flatMap(({ name, type }) => {
      const there = actual.exchanges.find((exchange) => exchange.name === name);
      if (!there) return [`the exchange ${name} is missing: ${remedy}`];
      if (there.type === type) return [];
      return [`the exchange ${name} is ${there.type} instead of ${type}: delete it and ${remedy}`];
    }),
    ...expected.queues.flatMap((queue) => {
      const there = actual.queues.find(({ name }) => name === queue.name);
      if (!there) return [`${queue.name} is missing: ${remedy}`];
      const names = new Set([...Object.keys(there.arguments), ...Object.keys(queue.arguments)]);
      return [...names]
        .filter((name) => there.arguments[name] !== queue.arguments[name])
        .map((name) => {
          const [is, shall] = [there.arguments[name], queue.arguments[name]];
          return `${queue.name} has ${name} ${is ?? "unset"} instead of ${shall ?? "unset"}: delete it and ${remedy}`;
        });
    }),
    ...expected.bindings
      .filter((binding) => !actual.bindings.some((there) => sameBinding(there, binding)))
      .map(({ exchange, queue, routingKey }) => {
        return `${queue} is not bound to ${exchange} with ${routingKey}: ${remedy}`;
      }),
  ];
}

type Binding = Topology["bindings"][number];

const sameBinding = (a: Binding, b: Binding): boolean =>
  a.exchange === b.exchange && a.queue === b.queue && a.routingKey === b.routingKey;
