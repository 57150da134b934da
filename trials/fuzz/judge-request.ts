import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { schemaIn } from "#contracts/gate/schema/api/api-operations.ts";
import type { Place } from "#contracts/gate/schema/flatten.ts";
import { isJson } from "#contracts/generator/contracts.ts";
import { isDeeperThan, maxBodyBytes, maxDepth } from "#messaging/http/request/body.ts";
import type { RequestCase } from "./draw/any-request.ts";

/** The expected result of a request by the OpenAPI document alone: refused, understood, or unspecified. */
export type RequestJudgement = "refused" | "understood" | "either";

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>();

/** @param body the bytes sent */
export function judgeRequest(asked: RequestCase, body: Uint8Array | undefined): RequestJudgement {
  const { headers, method, operation, transport } = asked;
  if (transport.as !== "whole" || headers.some(isTouchy)) return "either";
  if (!operation.name.startsWith(`${method} `)) return /DELETE|TRACE/.test(method) ? "refused" : "either";
  const judgements = [ofPath(asked), ofQuery(asked), ofToken(asked), ofKey(asked), ofBody(asked, body)];
  return (
    judgements.find((one) => one === "refused") ?? judgements.find((one) => one === "either") ?? "understood"
  );
}

/** Whether a header may change how the whole request is parsed. */
const isTouchy = ([name, value]: readonly [string, string]): boolean =>
  !/^[\w-]+$/.test(name) ||
  /[^\t\x20-\x7e]/.test(value) ||
  value.length > 4_000 ||
  /^(content|transfer|expect|upgrade|connection|host|x-http)/i.test(name);

function ofPath({ operation, path }: RequestCase): RequestJudgement {
  const fits = Object.entries(path).map(([name, value]) => {
    const parameter = operation.parameters.get(`path ${name}`);
    const isText = [...value].every((one) => one.length > 1 || !/[\ud800-\udfff]/.test(one));
    return isText && fitsParameter(parameter, value);
  });
  return fits.includes(false) ? "refused" : "understood";
}

function ofQuery({ operation, query }: RequestCase): RequestJudgement {
  const names = query.map(([name]) => name);
  const required = [...operation.parameters.values()].filter(
    ({ schema }) => schema.in === "query" && schema.required,
  );
  if (required.some(({ schema }) => !names.includes(String(schema.name)))) return "refused";
  if (new Set(names).size < names.length) return "either";
  if (names.some((name) => /^[a-z]+$/.test(name) && !operation.parameters.has(`query ${name}`)))
    return "refused";
  const isSimple = query.every(([name, value]) => {
    const parameter = operation.parameters.get(`query ${name}`);
    return /^[\w-]+$/.test(value) && fitsParameter(parameter, value);
  });
  return isSimple ? "understood" : "either";
}

function ofToken({ operation, token }: RequestCase): RequestJudgement {
  const isOpen = operation.security.some((way) => way.size === 0);
  return isOpen || ["ada", "sam", "marie"].includes(token) ? "understood" : "refused";
}

function ofKey({ key, operation, isSigned }: RequestCase): RequestJudgement {
  const { parameters } = operation;
  if (parameters.has("header provider-signature") && !isSigned) return "refused";
  if (key === undefined) return operation.name === "POST /orders" ? "refused" : "understood";
  return /^[\w-]{1,255}$/.test(key) ? "understood" : "either";
}

function ofBody(
  { contentType, operation, body: asked }: RequestCase,
  body: Uint8Array | undefined,
): RequestJudgement {
  if (!asked) return operation.needsBody ? "refused" : contentType === undefined ? "understood" : "either";
  if (!/^application\/json(; charset=utf-8)?$/.test(contentType ?? "")) {
    return /^(text|multipart|application\/x)|charset=(utf-16|iso)/.test(contentType ?? "text")
      ? "refused"
      : "either";
  }
  if (!body || body.byteLength > maxBodyBytes || isDeeperThan(maxDepth, body)) return "refused";
  if (body[0] === 0xef) return "either";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    // A lone surrogate: JSON.stringify escapes nothing else this way.
    if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(value))) return "refused";
    return fits(asked.schema, value) ? "understood" : "refused";
  } catch {
    return "refused";
  }
}

function fitsParameter(parameter: Place | undefined, value: string): boolean {
  const schema = parameter && schemaIn(parameter);
  if (!schema) return false;
  return fits(schema, value) || (/^-?\d+$/.test(value) && fits(schema, Number(value)));
}

function fits({ schema, root }: Place, value: unknown): boolean {
  const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: root.components });
  compiled.set(schema, validate);
  return validate(value) === true;
}

/** Whether the value matches the document's Problem schema. */
export function isProblem(value: unknown, { root }: Place): boolean {
  const components = isJson(root.components) ? root.components : {};
  const schemas = isJson(components.schemas) ? components.schemas : {};
  const { Problem } = schemas;
  return isJson(Problem) && fits({ schema: Problem, root, file: "", pointer: "", path: "" }, value);
}
