import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { isJson, type Json, type SchemaFile } from "../../generator/contracts.ts";
import { sentencesOf } from "../../generator/sentences.ts";
import { unsupportedInApi } from "../schema/api-vocabulary.ts";
import { formats } from "../schema/keywords.ts";
import { unsupportedInFile } from "../schema/vocabulary.ts";
import { problemsInTopology } from "./broker-topology.ts";

interface ContractFile extends SchemaFile {
  readonly path: string;
}

/** The problems that make a version unusable, one message each, with file and JSON pointer. */
export function validateFiles(files: readonly ContractFile[]): readonly string[] {
  const broken = files.flatMap(({ file, schema }) =>
    schema instanceof Error ? [`${file}#: is not valid JSON: ${schema.message}.`] : [],
  );
  const parsed = files.flatMap(({ path, file, schema }) =>
    schema instanceof Error ? [] : [{ path, file, schema }],
  );
  const schemas = parsed.filter(({ path }) => /^(events|expectations)\/|^envelope\.json$/.test(path));
  return [
    ...broken,
    ...schemas.flatMap(problemsInSchema),
    ...parsed.filter(({ path }) => path.startsWith("http/")).flatMap(problemsInApi),
    ...parsed
      .filter(({ path }) => path === "generated/topology.json")
      .flatMap(({ file, schema }) => problemsInTopology(file, schema)),
    ...files.flatMap((one) => misplacedExpectation(one, files)),
  ];
}

interface ParsedFile {
  readonly path: string;
  readonly file: string;
  readonly schema: Json;
}

function problemsInSchema({ path, file, schema }: ParsedFile): readonly string[] {
  const isEvent = path.startsWith("events/");
  return cachedProblems(schema, isEvent).map(([pointer, message]) => `${file}#${pointer}: ${message}.`);
}

type Problems = readonly (readonly [pointer: string, message: string])[];

// Two versions share most schemas, and compiling a schema is the slowest step.
const known = new Map<string, Problems>();

function cachedProblems(schema: Json, isEvent: boolean): Problems {
  const text = `${isEvent}${JSON.stringify(schema)}`;
  const problems = known.get(text) ?? findProblems(schema, isEvent);
  if (known.size > 1_000) known.clear();
  known.set(text, problems);
  return problems;
}

// Creating a validator takes longer than using it.
const draft07 = new Ajv({ strict: false, allErrors: true, logger: false });

function findProblems(schema: Json, isEvent: boolean): Problems {
  if (!draft07.validate("http://json-schema.org/draft-07/schema#", schema)) {
    return sentencesOf(draft07.errors).map(([at, message]) => [at, `is not a valid schema: it ${message}`]);
  }
  const outside = unsupportedInFile(schema, { isEvent });
  const examples: readonly unknown[] = Array.isArray(schema.examples) ? schema.examples : [];
  return outside.length > 0 || examples.length === 0 ? outside : invalidExamples(schema, examples);
}

function invalidExamples(schema: Json, examples: readonly unknown[]): Problems {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv, [...formats]);
  const validate = ajv.compile(schema);
  return examples.flatMap(
    (example, at): Problems =>
      validate(example)
        ? []
        : sentencesOf(validate.errors).map(([inside, message]) => [
            `/examples/${at}${inside}`,
            `the example does not match its schema: it ${message}`,
          ]),
  );
}

function problemsInApi({ file, schema }: ParsedFile): readonly string[] {
  if (typeof schema.openapi !== "string" || !isJson(schema.paths))
    return [`${file}#: is not an OpenAPI document: "openapi" or "paths" is missing.`];
  return unsupportedInApi(schema).map(([pointer, message]) => `${file}#${pointer}: ${message}.`);
}

// An expectation needs an existing event.
function misplacedExpectation({ path, file }: ContractFile, all: readonly ContractFile[]): readonly string[] {
  const [, consumer, expected] = path.match(/^expectations\/([^/]+)\/(.+)\.json$/) ?? [];
  if (path.startsWith("expectations/") && (!consumer || !expected)) {
    return [`${file}#: is misplaced: an expectation is contracts/expectations/<consumer>/<event>.v<N>.json.`];
  }
  if (expected === undefined) return [];
  const wanted = `events/${expected.replaceAll(".", "/").replace(/\/(v\d+)$/, ".$1")}.json`;
  if (all.some((one) => one.path === wanted)) return [];
  return [
    `${file}#: ${consumer} relies on ${expected}, which does not exist: add contracts/${wanted}, or remove the expectation.`,
  ];
}
