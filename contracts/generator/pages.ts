import { exchangeOf } from "../exchanges.ts";
import { fieldsReliedOn } from "../gate/compare/reliance.ts";
import { fieldOf, flatten, itemsOf, type Place, wholeFile } from "../gate/schema/flatten.ts";
import { subjectKeyword } from "../gate/schema/vocabulary.ts";
import {
  asList,
  asObject,
  type DeclarationFile,
  type EventFile,
  hearersOf,
  type Sources,
  schemaOf,
  unversioned,
} from "./contracts.ts";

/** docs/events/: one page per event, and a list of them. */
export function renderPages(sources: Sources): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", renderList(sources)],
    ...sources.events.map((event): [string, string] => [`${event.type}.md`, renderPage(event, sources)]),
  ]);
}

const generated = "<!-- Generated from the contracts: run npm run generate instead of editing. -->";

function renderList(sources: Sources): string {
  const rows = sources.events.map(
    (event) =>
      `| [${event.type}](${event.type}.md) | ${event.service} | ${consumersOf(event, sources).join(", ")} | ${cell(schemaOf(event).description)} |`,
  );
  return `${generated}

# Events

[The choreography](../../contracts/generated/choreography.md) shows producers and consumers as a graph.
[AsyncAPI 3](../../contracts/generated/asyncapi.json) is for tools.

| event | producer | consumers | meaning |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function renderPage(event: EventFile, sources: Sources): string {
  const { type, service, file } = event;
  const { title, description, [subjectKeyword]: subject } = schemaOf(event);
  const declared = sources.declarations.filter((one) => one.type === type);
  const example = sources.published.get(type);
  return `${generated}

# ${String(title)}

\`${type}\`: ${String(description)}

| | |
| --- | --- |
| producer | ${service} |
| consumers | ${consumersOf(event, sources).join(", ") || "none"} |
| subject | \`${String(subject)}\` |
| published to | exchange \`${exchangeOf(type)}\`, routing key \`${type}\` |
| since | ${sinceWhen(type, sources)} |
| versions | ${versionsOf(type, sources).join(", ")} |
| schema | [${file}](../../${file}) |

## Fields

| field | meaning | allowed | required | relied on by |
| --- | --- | --- | --- | --- |
${fieldRows(wholeFile({ file, schema: schemaOf(event) }), declared).join("\n")}

## Example

${example ? `A published message:\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`` : "No published message is recorded."}

## What consumers rely on

${declared.map(renderDeclaration).join("\n\n") || "No consumer declares that it relies on a field."}
`;
}

function consumersOf({ type }: EventFile, sources: Sources): readonly string[] {
  const passive = sources.declarations.filter((one) => one.type === type && !(one.consumer in sources.hears));
  return [...hearersOf(sources, type), ...passive.map(({ consumer }) => `${consumer} (passive)`)];
}

function sinceWhen(type: string, { releases }: Sources): string {
  const first = releases.find(({ types }) => types.includes(type));
  return first ? `release ${first.version}` : "not released yet";
}

function versionsOf(type: string, { events }: Sources): readonly string[] {
  return events
    .map((event) => event.type)
    .filter((one) => unversioned(one) === unversioned(type))
    .map((one) => (one === type ? `\`${one}\`` : `[${one}](${one}.md)`));
}

function fieldRows(whole: Place, declared: readonly DeclarationFile[]): readonly string[] {
  const relied = declared.flatMap((one) =>
    fieldsReliedOn({ ...one, schema: schemaOf(one) }).map(([path]) => [path, one.consumer] as const),
  );
  return fieldsOf(whole, true).map(({ place, required }) => {
    const who = relied.filter(([path]) => path === place.path).map(([, consumer]) => consumer);
    const { description } = place.schema;
    return `| \`${place.path}\` | ${cell(description)} | ${cell(allowed(place))} | ${required ? "yes" : "no"} | ${who.join(", ")} |`;
  });
}

function fieldsOf(place: Place, required: boolean): readonly { place: Place; required: boolean }[] {
  const flat = flatten(place);
  const needed = asList(flat.schema.required);
  const items = itemsOf(flat);
  const inside = Object.keys(asObject(flat.schema.properties)).flatMap((name) => {
    const field = fieldOf(flat, name);
    return field ? fieldsOf(field, needed.includes(name)) : [];
  });
  const own = place.path ? [{ place: flat, required }] : [];
  return [...own, ...inside, ...(items ? fieldsOf(items, true) : [])];
}

function allowed({ schema }: Place): string {
  const {
    type,
    format,
    pattern,
    enum: words,
    minimum,
    maximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
  } = schema;
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(", ");
  const range = (from: unknown, to: unknown, of: string) =>
    from === undefined && to === undefined
      ? []
      : [`${String(from ?? 0)} to ${String(to ?? "any number of")}${of}`];
  return [
    String(format ?? type),
    ...range(minimum, maximum, ""),
    ...range(minLength, maxLength, " characters"),
    ...range(minItems, maxItems, " items"),
    ...(pattern === undefined ? [] : [`\`${String(pattern)}\``]),
  ].join(", ");
}

function renderDeclaration(one: DeclarationFile): string {
  const { consumer, file } = one;
  const fields = fieldsReliedOn({ ...one, schema: schemaOf(one) }).map(
    ([path, why]) => `- \`${path}\`: ${why}`,
  );
  return `### [${consumer}](../../${file})\n\n${String(schemaOf(one).description)}\n\n${fields.join("\n")}`;
}

const cell = (text: unknown) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
