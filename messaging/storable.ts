import { Unstorable } from "./errors.ts";
import { type Change, keyText } from "./store.ts";

/**
 * The limits of one commit. Both come from MongoDB: 180 levels of nesting, the row included, and 16 MiB per
 * document and per command. One limit for the whole commit satisfies both; 1 MiB is reserved for what the
 * store adds.
 */
export const most = { levels: 180, bytes: 15 * 1024 * 1024 };

/** The bytes that an adapter adds to a row: id, version, order, lease and claim. */
const rowBytes = 300;

/**
 * Both adapters check this before they commit, so that the memory adapter refuses whatever MongoDB would
 * refuse, or would return as something else. Storable is JSON in Unicode (I-JSON, RFC 7493), except values
 * that the driver takes for its own types. Undefined fields are omitted.
 *
 * @throws Unstorable naming the field
 */
export function refuseUnstorable(change: Change): void {
  const generous = sizeOf(change, (text) => 3 * text.length);
  if (generous <= most.bytes) return;
  const utf8 = new TextEncoder();
  const bytes = sizeOf(change, (text) => utf8.encode(text).byteLength);
  if (bytes > most.bytes) {
    throw new Unstorable(`this commit has ${bytes} bytes; one commit may have ${most.bytes}`);
  }
}

type LengthOf = (text: string) => number;

/** The size of a change as BSON, in bytes; never underestimated. */
function sizeOf(change: Change, lengthOf: LengthOf): number {
  const size = { bytes: 0, lengthOf };
  const look = (name: string, value: unknown) => {
    size.bytes += rowBytes;
    const flaw = flawOf(value, 1, size);
    if (flaw) throw new Unstorable(`${name}${flaw.path} ${flaw.what}`);
  };
  for (const message of change.processed) look(`message ${message.id}`, message);
  for (const { key, document } of change.documents) {
    const name = keyText(key);
    for (const taken of ["_id", "version"]) {
      if (taken in document) throw new Unstorable(`${name}/${taken}: this name belongs to the store`);
    }
    for (const field in document) {
      if (field.startsWith("$")) throw new Unstorable(`${name}/${field}: MongoDB takes this for an operator`);
    }
    look(name, document);
    // The id is sent twice: in the filter and in the document.
    for (const text of [key.id, key.id]) look(`the id of ${name}`, text);
  }
  for (const entry of change.outbox) look(`outbox/${entry.id}`, entry);
  for (const timer of change.timers) look(`timers/${timer.id}`, timer);
  for (const name of change.cancelled) look(`the timer ${name}`, name);
  return size.bytes;
}

/**
 * What is wrong with a value, and where. The path is built on the way out, since most values have no flaw.
 */
interface Flaw {
  readonly path: string;
  readonly what: string;
}

interface Size {
  bytes: number;
  readonly lengthOf: LengthOf;
}

function flawOf(value: unknown, level: number, size: Size): Flaw | undefined {
  switch (typeof value) {
    case "string":
      size.bytes += 5 + size.lengthOf(value);
      return value.isWellFormed() ? undefined : flaw("has half of a surrogate pair, which is not Unicode");
    case "boolean":
      size.bytes += 1;
      return undefined;
    case "number":
      size.bytes += 8;
      return Number.isFinite(value) ? undefined : flaw(`is ${value}, which is not JSON`);
    case "object":
      if (value === null) return undefined;
      if (level > most.levels) return flaw(`is nested deeper than ${most.levels} levels`);
      size.bytes += 5;
      return Array.isArray(value) ? flawOfArray(value, level, size) : flawOfObject(value, level, size);
    default:
      return flaw(`is ${typeof value === "undefined" ? "" : "a "}${typeof value}, which is not JSON`);
  }
}

function flawOfArray(items: readonly unknown[], level: number, size: Size): Flaw | undefined {
  for (let i = 0; i < items.length; i += 1) {
    // BSON stores the index of each item.
    size.bytes += 2 + String(i).length;
    const inside = flawOf(items[i], level + 1, size);
    if (inside) return flaw(inside.what, `/${i}${inside.path}`);
  }
  return undefined;
}

function flawOfObject(value: object, level: number, size: Size): Flaw | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return flaw(`is a ${value.constructor.name}, which is not JSON`);
  }
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    size.bytes += 2 + size.lengthOf(name);
    const inside = flawOfName(name, value) ?? flawOf(field, level + 1, size);
    if (inside) return flaw(inside.what, `/${name}${inside.path}`);
  }
  return undefined;
}

function flawOfName(name: string, among: object): Flaw | undefined {
  if (name.includes("\0")) return flaw("has a NUL in its name, which ends a name in BSON");
  if (!name.isWellFormed()) return flaw("has half of a surrogate pair in its name, which is not Unicode");
  if (name === "_bsontype") return flaw("has the name by which MongoDB's driver knows its own types");
  if (name === "$id" && "$ref" in among)
    return flaw("is beside a $ref, which MongoDB's driver reads as a DBRef");
  return undefined;
}

const flaw = (what: string, path = ""): Flaw => ({ path, what });
