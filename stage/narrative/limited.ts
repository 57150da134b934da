/** A map of at most `most` entries: drops the oldest. */
export class LimitedMap<Key, Value> extends Map<Key, Value> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: Key, value: Value): this {
    super.set(key, value);
    if (this.size <= this.#most) return this;
    const oldest = this.keys().next();
    if (!oldest.done) this.delete(oldest.value);
    return this;
  }
}

/** A set of at most `most` values: drops the oldest. */
export function createLimitedSet<Value>(most: number): {
  add(value: Value): void;
  has(value: Value): boolean;
  size(): number;
} {
  const values = new LimitedMap<Value, true>(most);
  return {
    add: (value) => void values.set(value, true),
    has: (value) => values.has(value),
    size: () => values.size,
  };
}
