/** In a tab the provider signs nothing: it and the company are in one worker, and no one is in between. */
export const signWith = () => () => "";
export const signatureProblem = () => undefined;
