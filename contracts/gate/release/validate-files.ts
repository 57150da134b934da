import { asList, isJson, type Json, type SchemaFile } from "../../generator/contracts.ts";
import { inFile, sentencesOf } from "../../generator/sentences.ts";
import { unsupportedInApi } from "../schema/api/api-vocabulary.ts";
import { createAjv } from "../schema/create-ajv.ts";
import type { Unsupported } from "../schema/keywords.ts";
import { draft07, unsupportedInFile } from "../schema/vocabulary.ts";
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
  return inFile(file, cachedProblems(schema, path.startsWith("events/")));
}

type Problems = readonly Unsupported[];

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
const ajv = createAjv({ allErrors: true });

function findProblems(schema: Json, isEvent: boolean): Problems {
  if (!ajv.validate(draft07, schema)) {
    return sentencesOf(ajv.errors).map(([at, message]) => [at, `is not a valid schema: it ${message}`]);
  }
  const outside = unsupportedInFile(schema, { isEvent });
  const examples = asList(schema.examples);
  return outside.length > 0 || examples.length === 0 ? outside : invalidExamples(schema, examples);
}

function invalidExamples(schema: Json, examples: readonly unknown[]): Problems {
  const validate = createAjv({ allErrors: true }).compile(schema);
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
  return inFile(file, unsupportedInApi(schema));
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
