import { errorOf } from "../errors.ts";
import { type Environment, readEnvironment, type Variables } from "./environment.ts";

/** Ends a process that cannot start, with the reason. Exit status: 2 the environment is wrong, 1 anything else. */
export const cannotStart =
  (name: string, status: 1 | 2 = 1) =>
  (error: unknown): never => {
    console.error(`${name} cannot start: ${errorOf(error).message.replaceAll("\n", "\n  ")}`);
    process.exit(status);
  };

/** Reads the environment; ends the process if it is wrong. */
export function environmentOrExit<const V extends Variables>(name: string, variables: V): Environment<V> {
  try {
    return readEnvironment(variables, process.env);
  } catch (error) {
    return cannotStart(name, 2)(error);
  }
}
