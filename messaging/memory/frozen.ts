import { Unstorable } from "../errors.ts";

/** What a database takes as one document, like MongoDB: bytes, and levels of nesting. */
const most = { bytes: 16 * 1024 * 1024, levels: 100 };

/**
 * A copy that nobody can change, of a value that is JSON: what a database would hand out, without the way there and back.
 *
 * @param name what it is, for the error
 * @throws Unstorable for what is not JSON (functions, BigInt, dates, cycles), or too large
 */
export function frozenCopy<T>(value: T, name: string): T;
export function frozenCopy(value: unknown, name: string): unknown {
  const sum = { characters: 0 };
  const copy = copyOf(value, name, 0, sum);
  if (sum.characters * 3 < most.bytes) return copy;
  const bytes = new TextEncoder().encode(JSON.stringify(copy)).byteLength;
  if (bytes > most.bytes) {
    throw new Unstorable(`${name} has ${bytes} bytes; a document may have ${most.bytes}`);
  }
  return copy;
}

function copyOf(value: unknown, path: string, level: number, sum: { characters: number }): unknown {
  if (level > most.levels) throw new Unstorable(`${path} is nested deeper than ${most.levels} levels`);
  switch (typeof value) {
    case "string":
      sum.characters += value.length;
      return value;
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new Unstorable(`${path} is ${value}, which is not JSON`);
      sum.characters += 8;
      return value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) {
        return Object.freeze(value.map((item, i) => copyOf(item, `${path}/${i}`, level + 1, sum)));
      }
      return copyOfObject(value, path, level, sum);
    default:
      throw new Unstorable(`${path} is a ${typeof value}, which is not JSON`);
  }
}

/** A field that is undefined is left out, as JSON and the database do. */
function copyOfObject(value: object, path: string, level: number, sum: { characters: number }): object {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Unstorable(`${path} is a ${value.constructor.name}, which is not JSON`);
  }
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    sum.characters += name.length;
    copy[name] = copyOf(field, `${path}/${name}`, level + 1, sum);
  }
  return Object.freeze(copy);
}
