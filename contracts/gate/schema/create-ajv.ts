import { Ajv, type Options } from "ajv";
import addFormats from "ajv-formats";
import { formats } from "./keywords.ts";

/** An ajv with the supported formats; by default not strict, since the vocabulary is checked apart. */
export function createAjv(options: Options = {}): Ajv {
  return addFormats.default(new Ajv({ strict: false, logger: false, ...options }), [...formats]);
}
