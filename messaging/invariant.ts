/** The chassis has made a mistake: what it counts on is not so. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/**
 * What cannot be otherwise, unless the chassis has made a mistake. It then does not go on with what it knows
 * to be wrong: in a loop that nobody waits for, this ends the process, and the next one finds in the store
 * all that was not done.
 *
 * @throws Broken saying what is not so
 */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(`${what}: this is a mistake of the chassis, please report it`);
}
