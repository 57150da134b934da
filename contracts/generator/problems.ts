import { unsupportedInApi } from "../gate/schema/api/api-vocabulary.ts";
import { createAjv } from "../gate/schema/create-ajv.ts";
import type { Unsupported } from "../gate/schema/keywords.ts";
import { draft07, subjectKeyword, unsupportedInFile } from "../gate/schema/vocabulary.ts";
import { asList, asObject, type Contracts, type SchemaFile } from "./contracts.ts";
import { rulesBrokenBy, subjectRules } from "./schema-rules.ts";
import { inFile, sentencesOf } from "./sentences.ts";

/** The problems of the sources, one message each, with file and JSON pointer. */
export function problemsIn(contracts: Contracts): string[] {
  if (contracts.events.length === 0)
    return ["contracts/events/: has no schema: add contracts/events/<service>/<event>.v<N>.json."];
  return [
    ...contracts.events.flatMap((event) => wrongPath(event, Object.keys(contracts.hears))),
    ...contracts.events.flatMap((event) => problemsInSchema(event, true)),
    ...problemsInSchema(contracts.envelope, false),
    ...contracts.events.flatMap(wrongSubject),
    ...unequalDefinitions(contracts.events),
    ...wrongHearers(contracts),
  ];
}

function wrongPath(
  { file, service }: { file: string; service: string },
  services: readonly string[],
): string[] {
  if (!/^contracts\/events\/[a-z]+\/[a-z]+(-[a-z]+)*\.v[1-9][0-9]*\.json$/.test(file)) {
    return [`${file}: is misplaced: an event's schema is contracts/events/<service>/<event>.v<N>.json.`];
  }
  return services.includes(service) ? [] : [`${file}: ${service} is not a service of contracts/hears.ts.`];
}

function problemsInSchema({ file, schema }: SchemaFile, isEvent: boolean): string[] {
  if (schema instanceof Error) return [`${file}#: is not a JSON schema: ${schema.message}.`];
  const ajv = createAjv({ strict: true, allErrors: true });
  ajv.addVocabulary([subjectKeyword]);

  if (!ajv.validate(draft07, schema)) return inFile(file, sentencesOf(ajv.errors));
  const broken = oncePerPlace([...rulesBrokenBy(schema), ...unsupportedInFile(schema, { isEvent })]);
  if (broken.length > 0) return inFile(file, broken);

  try {
    const validate = ajv.compile(schema);
    return asList(schema.examples).flatMap((example, at) =>
      validate(example) ? [] : inFile(file, sentencesOf(validate.errors), `/examples/${at}`),
    );
  } catch (error) {
    return [`${file}#: ajv rejects it: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

// Our own rules are stricter than the vocabulary, so their message wins.
function oncePerPlace(all: readonly Unsupported[]): readonly Unsupported[] {
  return all.filter(([pointer], at) => all.findIndex(([one]) => one === pointer) === at);
}

/** The parts of the OpenAPI documents that the gate cannot compare. */
export function problemsInApis(apis: readonly SchemaFile[]): readonly string[] {
  return apis.flatMap(({ file, schema }) =>
    schema instanceof Error
      ? [`${file}#: is not an OpenAPI document: ${schema.message}.`]
      : inFile(file, unsupportedInApi(schema)),
  );
}

function wrongSubject({ file, schema }: SchemaFile): string[] {
  return schema instanceof Error ? [] : inFile(file, subjectRules(schema));
}

// Schemas copy shared definitions, because tools disagree on how to share one; the copies must stay equal.
function unequalDefinitions(files: readonly SchemaFile[]): string[] {
  const first = new Map<string, { file: string; text: string }>();
  const problems: string[] = [];
  for (const { file, schema } of files) {
    if (schema instanceof Error) continue;
    for (const [name, definition] of Object.entries(asObject(schema.definitions))) {
      const text = JSON.stringify(definition);
      const known = first.get(name);
      if (known && known.text !== text)
        problems.push(
          `${file}#/definitions/${name}: differs from the one in ${known.file}: copy shared definitions word for word.`,
        );
      if (!known) first.set(name, { file, text });
    }
  }
  return problems;
}

function wrongHearers({ events, hears }: Contracts): string[] {
  const types = events.map(({ type }) => type);
  const heard = Object.entries(hears).flatMap(([service, all]) =>
    all.map((type, at) => ({ service, all, type, at })),
  );
  return [
    ...heard
      .filter(({ type }) => !types.includes(type))
      .map(({ service, type, at }) => `contracts/hears.ts#/${service}/${at}: ${type} has no schema.`),
    ...heard
      .filter(({ type, all, at }) => all.indexOf(type) !== at)
      .map(({ service, type, at }) => `contracts/hears.ts#/${service}/${at}: ${type} is named twice.`),
    // An event that no queue accepts stays in its producer's outbox, so every version needs a consumer.
    ...events
      .filter(({ type }) => !heard.some((one) => one.type === type))
      .map(
        ({ type, file }) => `${file}#: no service consumes ${type}: add a consumer in contracts/hears.ts.`,
      ),
  ];
}
