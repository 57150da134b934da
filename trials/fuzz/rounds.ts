import fc from "fast-check";

/** What is told to one inbox or asked of one API, with what it takes, made anew for each round. */
export interface Target<Case> {
  /** "orders.inbox" */
  readonly name: string;
  readonly cases: fc.Arbitrary<Case>;
  /**
   * Begins a round: everything is as new.
   *
   * @param tell told what became of each case, to be counted
   */
  begin(tell: (what: string) => void): Promise<{
    /** Tries these cases together, and says what is wrong with what became of them. */
    complaints(cases: readonly Case[]): Promise<readonly string[]>;
    end(): Promise<void>;
  }>;
}

/** A round that found something. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly complaints: readonly string[];
}

/** How many cases are tried together at most, and how often in one round. */
const together = 60;
const timesARound = 20;

/**
 * One round: cases drawn from the seed, many at a time. What fails is shrunk to the fewest cases that still do, and each of those to the
 * least that is wrong with it.
 *
 * @param tell told what became of each case
 */
export async function round<Case>(
  target: Target<Case>,
  seed: number,
  tell: (what: string) => void,
): Promise<Finding | undefined> {
  const crashes: string[] = [];
  const crashed = (error: unknown) => void crashes.push(`nobody caught this: ${describe(error)}`);
  process.on("unhandledRejection", crashed).on("uncaughtException", crashed);
  let last: readonly string[] = [];
  let isShrinking = false;
  const begun = await target.begin((what) => isShrinking || tell(what));
  try {
    const { failed } = await fc.check(
      fc.asyncProperty(
        fc.array(target.cases, { minLength: 1, maxLength: together, size: "max" }),
        async (cases) => {
          const complaints = await begun.complaints(cases).catch((error) => [`stumbled: ${describe(error)}`]);
          const all = [...complaints, ...crashes.splice(0)];
          if (all.length === 0) return true;
          isShrinking = true;
          last = all;
          return false;
        },
      ),
      { seed, numRuns: timesARound, interruptAfterTimeLimit: 120_000 },
    );
    return failed ? { target: target.name, seed, complaints: last } : undefined;
  } finally {
    await begun.end();
    process.off("unhandledRejection", crashed).off("uncaughtException", crashed);
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
