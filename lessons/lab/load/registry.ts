import { every, lab } from "../lab.ts";

/** When one of the three instances stops answering. */
export const failsAtMs = 20_000;

interface Discovery {
  /** The name under which failures are shown. */
  readonly name: string;
  /** Whether the registry still returns the address of the instance that fails. */
  readonly isListed: (nowMs: number) => boolean;
  /** After how many failures callers leave it out, and repeat at another one until then. Undefined: neither. */
  readonly ejectAfter: number | undefined;
}

/** A hundred requests a second for a minute, at three instances from a registry. Returns how many fail. */
export async function failuresOf(seed: number, { ejectAfter, isListed, name }: Discovery): Promise<number> {
  const model = lab(seed);
  const sick = 0;
  let failures = 0;
  // A caller that repeats at another instance loses time, and no request.
  const failed = (): number => (ejectAfter === undefined ? failures : 0);
  every(model, 10, 6_000, () => {
    model.show(() => ({ [name]: failed() }));
    const isLeftOut = ejectAfter !== undefined && failures >= ejectAfter;
    const listed = isListed(model.now()) && !isLeftOut ? [sick, 1, 2] : [1, 2];
    const chosen = listed[model.pick(listed.length)];
    if (chosen === sick && model.now() >= failsAtMs) failures += 1;
  });
  await model.runToRest();
  return failed();
}
