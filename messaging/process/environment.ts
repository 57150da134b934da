import { Ajv } from "ajv";
import addFormats from "ajv-formats";

interface Named {
  /** Its purpose, in a few words. */
  readonly description: string;
  /** Errors never show its value. */
  readonly secret?: true;
}

/** One environment variable. Without a default, it must be set. */
export type Variable =
  | (Named & {
      readonly type: "string";
      readonly default?: string;
      readonly enum?: readonly string[];
      readonly format?: "uri" | "email";
      readonly minLength?: number;
      readonly pattern?: string;
    })
  | (Named & {
      readonly type: "integer" | "number";
      readonly default?: number;
      readonly minimum?: number;
      readonly maximum?: number;
    })
  | (Named & { readonly type: "boolean"; readonly default?: boolean });

export type Variables = Readonly<Record<string, Variable>>;

interface Types {
  string: string;
  integer: number;
  number: number;
  boolean: boolean;
}

type ValueOf<V extends Variable> = V extends { readonly enum: readonly (infer Choice)[] }
  ? Choice
  : Types[V["type"]];

/** The typed values of all variables. */
export type Environment<V extends Variables> = { readonly [Name in keyof V]: ValueOf<V[Name]> };

/**
 * Reads the environment before anything starts. Ignores unknown variables; an empty variable counts as unset.
 *
 * @throws Error that names every missing or invalid variable, its value, and what it must be
 */
export function readEnvironment<const V extends Variables>(
  variables: V,
  env: Readonly<Record<string, string | undefined>>,
): Environment<V> {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.keys(variables).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const ajv = addFormats.default(new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true }));
  const validate = ajv.compile<Environment<V>>(schemaOf(variables));
  const isValid = validate(values);
  const wrong = new Set(
    (validate.errors ?? []).map((error) => error.params.missingProperty ?? error.instancePath.slice(1)),
  );
  // ajv reads a number as JavaScript would: 0x10 as 16.
  for (const [name, { type }] of Object.entries(variables))
    if (type === "integer" && env[name] && !/^-?\d+$/.test(env[name])) wrong.add(name);
  if (isValid && wrong.size === 0) return values;
  const sentences = Object.entries(variables).flatMap(([name, variable]) =>
    wrong.has(name)
      ? [`  ${name} ${found(variable, env[name])}: it must be ${shape(variable)} (${variable.description})`]
      : [],
  );
  throw new Error(`these environment variables are missing or wrong:\n${sentences.join("\n")}`);
}

/** The variables for a help text, by name: what each is for, what it must be, and its default. */
export function describeVariables(variables: Variables): readonly (readonly [name: string, about: string])[] {
  return Object.entries(variables).map(([name, variable]) => {
    const usual = variable.default === undefined ? "" : `; default ${variable.default}`;
    return [name, `${variable.description}: ${shape(variable)}${usual}`];
  });
}

const schemaOf = (variables: Variables) => ({
  type: "object",
  required: Object.keys(variables),
  properties: Object.fromEntries(
    Object.entries(variables).map(([name, { secret, ...schema }]) => [name, schema]),
  ),
});

function found(variable: Variable, value: string | undefined): string {
  if (!value) return "is not set";
  return variable.secret
    ? `is set to ${value.length} characters`
    : `is ${JSON.stringify(value.slice(0, 100))}`;
}

function shape(variable: Variable): string {
  switch (variable.type) {
    case "boolean":
      return "true or false";
    case "integer":
    case "number": {
      const { maximum, minimum, type } = variable;
      const from = minimum === undefined ? "" : ` from ${minimum}`;
      const to = maximum === undefined ? "" : ` to ${maximum}`;
      return `${type === "integer" ? "a whole number" : "a number"}${from}${to}`;
    }
    case "string": {
      const { format, minLength, pattern } = variable;
      if (variable.enum) return `one of ${variable.enum.join(", ")}`;
      const kind = format === "uri" ? "a URL" : format === "email" ? "an e-mail address" : "text";
      const least = minLength === undefined ? "" : ` of at least ${minLength} characters`;
      return `${kind}${least}${pattern === undefined ? "" : ` like ${pattern}`}`;
    }
  }
}
