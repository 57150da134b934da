import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { isJson, type Json, type SchemaFile } from "../../generator/contracts.ts";
import { sentencesOf } from "../../generator/sentences.ts";
import { outsideOfApi } from "../schema/api-vocabulary.ts";
import { formats, outsideIn } from "../schema/vocabulary.ts";
import { wrongTopology } from "./broker-topology.ts";

interface TreeFile extends SchemaFile {
  readonly path: string;
}

/** Why the files of a version cannot be judged: one sentence each, with file and JSON pointer. */
export function problemsOf(files: readonly TreeFile[]): readonly string[] {
  const broken = files.flatMap(({ file, schema }) =>
    schema instanceof Error ? [`${file}#: is not JSON that can be read: ${schema.message}.`] : [],
  );
  const sound = files.flatMap(({ path, file, schema }) =>
    schema instanceof Error ? [] : [{ path, file, schema }],
  );
  const schemas = sound.filter(({ path }) => /^(events|expectations)\/|^envelope\.json$/.test(path));
  return [
    ...broken,
    ...schemas.flatMap(wrongSchema),
    ...sound.filter(({ path }) => path.startsWith("http/")).flatMap(wrongApi),
    ...sound
      .filter(({ path }) => path === "generated/topology.json")
      .flatMap(({ file, schema }) => wrongTopology(file, schema)),
    ...files.flatMap((one) => homeless(one, files)),
  ];
}

interface Sound {
  readonly path: string;
  readonly file: string;
  readonly schema: Json;
}

function wrongSchema({ path, file, schema }: Sound): readonly string[] {
  const isEvent = path.startsWith("events/");
  return wrongIn(schema, isEvent).map(([pointer, sentence]) => `${file}#${pointer}: ${sentence}.`);
}

type Wrong = readonly (readonly [pointer: string, sentence: string])[];

// Two versions have most schemas in common, and to compile one takes longer than everything else.
const known = new Map<string, Wrong>();

function wrongIn(schema: Json, isEvent: boolean): Wrong {
  const text = `${isEvent}${JSON.stringify(schema)}`;
  const wrong = known.get(text) ?? judged(schema, isEvent);
  if (known.size > 1_000) known.clear();
  known.set(text, wrong);
  return wrong;
}

// To make one takes longer than to use it.
const draft07 = new Ajv({ strict: false, allErrors: true, logger: false });

function judged(schema: Json, isEvent: boolean): Wrong {
  if (!draft07.validate("http://json-schema.org/draft-07/schema#", schema)) {
    return sentencesOf(draft07.errors).map(([at, sentence]) => [at, `is not a valid schema: it ${sentence}`]);
  }
  const outside = outsideIn(schema, { isEvent });
  const examples: readonly unknown[] = Array.isArray(schema.examples) ? schema.examples : [];
  return outside.length > 0 || examples.length === 0 ? outside : unfitting(schema, examples);
}

function unfitting(schema: Json, examples: readonly unknown[]): Wrong {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv, [...formats]);
  const validate = ajv.compile(schema);
  return examples.flatMap(
    (example, at): Wrong =>
      validate(example)
        ? []
        : sentencesOf(validate.errors).map(([inside, sentence]) => [
            `/examples/${at}${inside}`,
            `the example does not fit its schema: it ${sentence}`,
          ]),
  );
}

function wrongApi({ file, schema }: Sound): readonly string[] {
  if (typeof schema.openapi !== "string" || !isJson(schema.paths))
    return [`${file}#: is not an OpenAPI document: "openapi" or "paths" is missing.`];
  return outsideOfApi(schema).map(([pointer, sentence]) => `${file}#${pointer}: ${sentence}.`);
}

// What is said about an event needs the event.
function homeless({ path, file }: TreeFile, all: readonly TreeFile[]): readonly string[] {
  const [, consumer, expected] = path.match(/^expectations\/([^/]+)\/(.+)\.json$/) ?? [];
  if (path.startsWith("expectations/") && (!consumer || !expected)) {
    return [`${file}#: a declaration is contracts/expectations/<consumer>/<event>.v<N>.json.`];
  }
  if (expected === undefined) return [];
  const wanted = `events/${expected.replaceAll(".", "/").replace(/\/(v\d+)$/, ".$1")}.json`;
  if (all.some((one) => one.path === wanted)) return [];
  return [`${file}#: ${consumer} relies on ${expected}, and there is no such event (contracts/${wanted}).`];
}
