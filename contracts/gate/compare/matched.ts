// The parts of two versions, matched by name.

type Parts<One> = ReadonlyMap<string, One>;

export const byName = <One>(parts: readonly One[], nameOf: (one: One) => string): Parts<One> =>
  new Map(parts.map((one) => [nameOf(one), one]));

export const added = <One>(old: Parts<One>, newer: Parts<One>): readonly One[] =>
  [...newer].filter(([name]) => !old.has(name)).map(([, one]) => one);

export const removed = <One>(old: Parts<One>, newer: Parts<One>): readonly One[] => added(newer, old);

export const kept = <One>(old: Parts<One>, newer: Parts<One>): readonly (readonly [was: One, is: One])[] =>
  [...newer].flatMap(([name, is]) => {
    const was = old.get(name);
    return was ? [[was, is] as const] : [];
  });
