import { createAjv } from "../gate/schema/create-ajv.ts";
import { draft07, unsupportedInFile } from "../gate/schema/vocabulary.ts";
import { asObject, type DeclarationFile, isJson, type Json, type Sources } from "./contracts.ts";
import { inFile, sentencesOf } from "./sentences.ts";

/** The problems of the expectations, one message each, with file and JSON pointer. */
export function problemsInDeclarations({ events, hears, declarations }: Sources): readonly string[] {
  const undeclared = Object.entries(hears).flatMap(([service, types]) =>
    types.flatMap((type, at) =>
      declarations.some((one) => one.consumer === service && one.type === type)
        ? []
        : [
            `contracts/hears.ts#/${service}/${at}: ${service} does not declare what it relies on in ${type}: add contracts/expectations/${service}/${type}.json.`,
          ],
    ),
  );
  const types = events.map(({ type }) => type);
  return [...undeclared, ...declarations.flatMap((one) => wrongDeclaration(one, types, hears))];
}

// A consumer outside this repository is not in contracts/hears.ts: its expectations are the only trace of it.
function wrongDeclaration(
  { file, consumer, type, schema }: DeclarationFile,
  types: readonly string[],
  hears: Sources["hears"],
): readonly string[] {
  if (type === "")
    return [`${file}#: is misplaced: an expectation is contracts/expectations/<consumer>/<event>.v<N>.json.`];
  if (!types.includes(type)) return [`${file}#: there is no event ${type}.`];
  if (consumer in hears && !hears[consumer]?.includes(type))
    return [
      `${file}#: ${consumer} does not hear ${type}: name it in contracts/hears.ts, or delete this file.`,
    ];
  if (schema instanceof Error) return [`${file}#: is not a JSON schema: ${schema.message}.`];
  const ajv = createAjv({ allErrors: true });
  if (!ajv.validate(draft07, schema)) return inFile(file, sentencesOf(ajv.errors));
  return [
    ...inFile(file, unsupportedInFile(schema)),
    ...undescribed(schema, "").map(
      (pointer) => `${file}#${pointer}/description: is missing: describe what the consumer needs it for.`,
    ),
  ];
}

function undescribed(schema: Json, pointer: string): readonly string[] {
  const fields = Object.entries(asObject(schema.properties));
  const inside = [
    ...fields.map(([name, field]) => [`${pointer}/properties/${name}`, field] as const),
    [`${pointer}/items`, schema.items] as const,
  ];
  const missing = typeof schema.description === "string" && schema.description.trim() ? [] : [pointer];
  return [
    ...missing,
    ...inside.flatMap(([where, field]) => (isJson(field) ? undescribed(field, where) : [])),
  ];
}
