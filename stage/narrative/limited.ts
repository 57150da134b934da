/** A map that forgets what it took first once it holds more than `most`. */
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

/** A set that forgets what it took first once it holds more than `most`. */
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
