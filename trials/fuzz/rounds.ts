import fc from "fast-check";

/** An inbox or API to test, set up anew for each round. */
export interface Target<Case> {
  /** "orders.inbox" */
  readonly name: string;
  readonly cases: fc.Arbitrary<Case>;
  /**
   * Starts a round with fresh state.
   *
   * @param onResult called with the result of each case, to be counted
   */
  begin(onResult: (what: string) => void): Promise<{
    /** Runs these cases together, and returns every unexpected result. */
    complaints(cases: readonly Case[]): Promise<readonly string[]>;
    end(): Promise<void>;
  }>;
}

/** A failure that a round revealed. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly complaints: readonly string[];
}

/** The maximum number of cases per batch, and the number of batches per round. */
const casesPerBatch = 60;
const batchesPerRound = 20;

/**
 * Runs one round: cases drawn from the seed, in batches. A failure is shrunk to the fewest cases, and each of those to the smallest
 * change that still fails.
 *
 * @param onResult called with the result of each case
 */
export async function round<Case>(
  target: Target<Case>,
  seed: number,
  onResult: (what: string) => void,
): Promise<Finding | undefined> {
  const crashes: string[] = [];
  const crashed = (error: unknown) => void crashes.push(`unhandled error: ${describe(error)}`);
  process.on("unhandledRejection", crashed).on("uncaughtException", crashed);
  let last: readonly string[] = [];
  let isShrinking = false;
  const begun = await target.begin((what) => isShrinking || onResult(what));
  try {
    const { failed } = await fc.check(
      fc.asyncProperty(
        fc.array(target.cases, { minLength: 1, maxLength: casesPerBatch, size: "max" }),
        async (cases) => {
          const complaints = await begun
            .complaints(cases)
            .catch((error) => [`the test failed: ${describe(error)}`]);
          const all = [...complaints, ...crashes.splice(0)];
          if (all.length === 0) return true;
          isShrinking = true;
          last = all;
          return false;
        },
      ),
      { seed, numRuns: batchesPerRound, interruptAfterTimeLimit: 120_000 },
    );
    return failed ? { target: target.name, seed, complaints: last } : undefined;
  } finally {
    await begun.end();
    process.off("unhandledRejection", crashed).off("uncaughtException", crashed);
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
