/** An immutable copy of a JSON value. Leaves out undefined fields, as JSON and MongoDB do. */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item) => frozenCopy(item)));
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    // Assigning to this name would change the prototype.
    if (name === "__proto__")
      Object.defineProperty(copy, name, { value: frozenCopy(field), enumerable: true });
    else copy[name] = frozenCopy(field);
  }
  return Object.freeze(copy);
}
