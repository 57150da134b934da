import { asObject, isJson, type Json } from "../../../generator/contracts.ts";
import { escaped } from "../flatten.ts";
import { type Dialect, type Unsupported, unless, wrong } from "../keywords.ts";
import { unsupportedIn } from "../vocabulary.ts";

interface Context {
  readonly components: Json;
  readonly schema: Dialect;
}

/** Checks one part of the document. */
export type Rule = (value: unknown, pointer: string, context: Context) => readonly Unsupported[];

/** An annotation, which only people read. */
export const annotation: Rule = () => [];

export const only =
  (isFine: (value: unknown) => boolean, message: string): Rule =>
  (value, pointer) =>
    unless(isFine(value), pointer, `${JSON.stringify(value)} ${message}`);

export const text = only((value) => typeof value === "string", "must be a string");

export const flag = only((value) => typeof value === "boolean", "must be true or false");

export const schema: Rule = (value, pointer, context) => unsupportedIn(value, pointer, context.schema);

/** An object with exactly these keys; those with a question mark are optional. */
export function shape(rules: Readonly<Record<string, Rule>>): Rule {
  const known = new Map(Object.entries(rules).map(([key, rule]) => [key.replace("?", ""), rule]));
  const needed = Object.keys(rules).filter((key) => !key.endsWith("?"));
  return (value, pointer, context) => {
    if (!isJson(value)) return wrong(pointer, "must be an object");
    return [
      ...needed.flatMap((key) => {
        const sentence = "is missing: add it, because an implicit value cannot be compared";
        return unless(key in value, `${pointer}/${key}`, sentence);
      }),
      ...Object.entries(value).flatMap(([key, one]) => {
        const where = `${pointer}/${escaped(key)}`;
        return known.get(key)?.(one, where, context) ?? wrong(where, unsupportedKey(key, [...known.keys()]));
      }),
    ];
  };
}

/** An object with chosen names as its keys. */
export const each =
  (name: RegExp, rule: Rule): Rule =>
  (value, pointer, context) => {
    if (!isJson(value)) return wrong(pointer, "must be an object");
    return Object.entries(value).flatMap(([key, one]) => {
      const where = `${pointer}/${escaped(key)}`;
      const isChosen = name.test(key) && !(key in {});
      return isChosen ? rule(one, where, context) : wrong(where, unsupportedKey(key, []));
    });
  };

export const list =
  (rule: Rule): Rule =>
  (value, pointer, context) =>
    Array.isArray(value)
      ? value.flatMap((one, at) => rule(one, `${pointer}/${at}`, context))
      : wrong(pointer, "must be an array");

/** The part itself, or a $ref to one in the components. */
export const orShared =
  (kind: string, rule: Rule): Rule =>
  (value, pointer, context) => {
    if (!isJson(value) || !("$ref" in value)) return rule(value, pointer, context);
    const { $ref, ...beside } = value;
    const shared = asObject(context.components[kind]);
    const home = `#/components/${kind}/`;
    const name = typeof $ref === "string" && $ref.startsWith(home) ? $ref.slice(home.length) : "";
    const target = Object.hasOwn(shared, name) ? shared[name] : undefined;
    const isWhole = isJson(target) && !("$ref" in target);
    return [
      ...Object.keys(beside).flatMap((key) => {
        const remedy = "move it to the target of the $ref";
        return wrong(`${pointer}/${escaped(key)}`, `"${key}" next to a $ref cannot be compared: ${remedy}`);
      }),
      ...(named.test(name)
        ? unless(isWhole, `${pointer}/$ref`, `${$ref} does not exist in this file`)
        : wrong(
            `${pointer}/$ref`,
            `${JSON.stringify($ref)} is not supported: a $ref points to ${home}<Name> here`,
          )),
    ];
  };

const remedies: ReadonlyMap<string, string> = new Map([
  ["callbacks", "describe the call in the document of the API that receives it"],
  ["webhooks", "describe the call in the document of the API that receives it"],
  ["links", "describe the next operation in the description of the response"],
  ["servers", "list the servers at the root of the document"],
  ["variables", "write out the URL of each server"],
  ["style", "remove it: use OpenAPI's default serialization"],
  ["explode", "remove it: use OpenAPI's default serialization"],
  ["allowReserved", "remove it: use OpenAPI's default serialization"],
  ["allowEmptyValue", "let clients omit the parameter instead"],
  ["encoding", "remove it: use OpenAPI's default encoding"],
  ["default", "list each status"],
  ["$ref", "inline it"],
]);

function unsupportedKey(key: string, known: readonly string[]): string {
  const remedy =
    remedies.get(key) ?? `remove it${known.length > 0 ? `: the supported keys are ${known.join(", ")}` : ""}`;
  return `"${key}" is not supported, because versions with it cannot be compared: ${remedy}`;
}

export const named = /^[A-Za-z0-9_-]+$/;
