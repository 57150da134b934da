import type { Measured } from "../../lesson.ts";
import { every, lab } from "../lab.ts";

const diesAtMs = 20_000;

interface Failover {
  /** How long the first balancer is down, in seconds. */
  readonly down: number;
  /** How long it takes to move the address to a second balancer, in seconds. */
  readonly takeover: number;
  /** How long clients cache what DNS answered, in seconds. */
  readonly ttl: number;
  /** Whether clients know both addresses, and try the other one. */
  readonly triesBoth: boolean;
}

/** A hundred requests a second for a minute, through a balancer that dies. Returns how many fail. */
export async function balance(seed: number, failover: Failover): Promise<Measured> {
  const { down, takeover, triesBoth, ttl } = failover;
  const model = lab(seed);
  let failed = 0;
  let floating = 0;
  let dns = 0;
  every(model, 10, 6_000, (n) => {
    const deadFor = (model.now() - diesAtMs) / 1_000;
    model.show(() => ({ failed, failedWithFloatingAddress: floating, failedWithCachedDns: dns }));
    if (deadFor < 0 || deadFor >= down) return;
    // Half of the clients have the dead balancer's address until they ask DNS again.
    if (n % 2 === 0 && deadFor < ttl) dns += 1;
    if (triesBoth) return;
    failed += 1;
    if (deadFor < takeover) floating += 1;
  });
  await model.runToRest();
  return { failed, failedWithFloatingAddress: floating, failedWithCachedDns: dns };
}
