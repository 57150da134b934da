import { type Contracts, type EventFile, hearersOf, saidBy, schemaOf } from "./contracts.ts";

/** generated/choreography.md: producers and consumers of events, as tables and as a graph. */
export function renderChoreography(contracts: Contracts): string {
  const { events, hears } = contracts;
  return `<!-- Generated from the contracts: run npm run generate instead of editing. -->

# Choreography

## Events

| event | producer | consumers | meaning |
| --- | --- | --- | --- |
${events.map((event) => row(contracts, event)).join("\n")}

## Services

| service | publishes | consumes |
| --- | --- | --- |
${Object.keys(hears)
  .map(
    (service) => `| ${service} | ${listed(saidBy(contracts, service))} | ${listed(hears[service] ?? [])} |`,
  )
  .join("\n")}

## Producers and consumers

\`\`\`mermaid
graph LR
${edges(contracts).join("\n")}
\`\`\`
`;
}

function row(contracts: Contracts, event: EventFile): string {
  const consumers = hearersOf(contracts, event.type).join(", ");
  return `| ${link(event)} | ${event.service} | ${consumers} | ${schemaOf(event).description} |`;
}

function link({ type, file }: EventFile): string {
  return `[${type}](${file.replace(/^contracts\//, "../")})`;
}

function listed(types: readonly string[]): string {
  return types.length > 0 ? types.join("<br>") : "nothing";
}

function edges(contracts: Contracts): string[] {
  const services = Object.keys(contracts.hears);
  return services.flatMap((from) =>
    services.flatMap((to) => {
      const told = contracts.events.filter(
        (event) => event.service === from && hearersOf(contracts, event.type).includes(to),
      );
      const names = told.map(({ type }) => type.split(".")[1]);
      return names.length > 0 ? [`  ${from} -->|"${names.join("<br>")}"| ${to}`] : [];
    }),
  );
}
