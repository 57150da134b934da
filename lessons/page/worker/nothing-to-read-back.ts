/** In a tab there is no HTTP API that could be asked; what is read back only confirms what the invariants have checked. */
export const readBackProblems = async (): Promise<readonly string[]> => [];
