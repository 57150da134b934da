/** An invariant of the chassis does not hold: the chassis has a bug. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/**
 * Asserts what only a bug of the chassis can violate. Work then stops: thrown in a background loop, the error
 * ends the process, and the next process finds the unfinished work in the store.
 *
 * @throws Broken with the violated invariant
 */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(`${what}: this is a mistake of the chassis, please report it`);
}
