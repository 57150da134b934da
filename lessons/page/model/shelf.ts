/** What can be read and written by name, as `localStorage`. It may be absent, or throw, as in a page from disk. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Reads what was stored; `otherwise` if there is nothing, or something else. */
export function read<Value>(
  shelf: () => Shelf,
  key: string,
  is: (value: unknown) => value is Value,
  otherwise: Value,
): Value {
  try {
    const stored: unknown = JSON.parse(shelf().getItem(key) ?? "");
    return is(stored) ? stored : otherwise;
  } catch {
    return otherwise;
  }
}

/** Stores a value. Where that is forbidden, it lasts until the page is closed: nothing else depends on it. */
export function write(shelf: () => Shelf, key: string, value: unknown): void {
  try {
    shelf().setItem(key, JSON.stringify(value));
  } catch {}
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
