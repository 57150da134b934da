import { numbers } from "../bench-broker.ts";

/** How many points each partition has on the ring: more make the shares more even. */
const pointsEach = 200;
const rings = new Map<number, readonly (readonly [at: number, partition: number])[]>();

/** The partition of a key by consistent hashing: the one with the next point on the ring. */
export function onTheRing(key: number, many: number): number {
  const ring = rings.get(many) ?? ringOf(many);
  rings.set(many, ring);
  const at = hash(`key ${key}`);
  return (ring.find(([point]) => point >= at) ?? ring[0])?.[1] ?? 0;
}

const ringOf = (many: number) =>
  numbers(many)
    .flatMap((partition) =>
      numbers(pointsEach).map((n) => [hash(`partition ${partition}, point ${n}`), partition] as const),
    )
    .sort(([a], [b]) => a - b);

/** FNV-1a with a final mix, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
