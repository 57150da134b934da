import { ignore } from "#messaging/reaction.ts";
import { disabledGuarantees } from "#stage/guarantees/disabled-guarantees.ts";
import { type Change, committing, reacting } from "../company/changes.ts";

/** A switch of `npm run demo -- --without …`. */
export function without(name: string): Change {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  if (!guarantee) throw new Error(`there is no guarantee ${name}`);
  const { decorate, replace } = guarantee;
  return { ...(decorate ? { decorate } : {}), ...(replace ? { replace } : {}) };
}

interface Stated {
  readonly status?: string;
}

/** A service ignores the messages of one type for which there is a reason. */
export const ignoring = (
  service: string,
  type: string,
  reasonFor: (documents: Readonly<Record<string, Stated | undefined>>, data: Stated) => string | undefined,
): Change =>
  reacting(service, (outcome, reaction, [documents, message]) => {
    if (reaction.type !== type) return outcome;
    const reason = reasonFor(documents as Parameters<typeof reasonFor>[0], message.data as Stated);
    return reason === undefined ? outcome : ignore(reason);
  });

/** Only timers that this process has set itself. */
export const ownTimersOnly: Change = {
  decorate(ports) {
    const own = new Set<string>();
    const { store } = ports;
    return {
      ...ports,
      store: {
        ...store,
        async commit(change) {
          for (const { id } of change.timers) own.add(id);
          await store.commit(change);
        },
        claimTimers: async (claim) => (await store.claimTimers(claim)).filter(({ id }) => own.has(id)),
      },
    };
  },
};

/** Two commits: the ids, and 150 ms later everything else, if the process is still alive by then. */
export const idFirst = committing(async (change, commit, { clock }) => {
  await commit({ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] });
  if (change.processed.some(({ type }) => type === "orders.order-placed.v1"))
    await new Promise<void>((resolve) => clock.at(clock.now() + 150, resolve));
  await commit({ ...change, processed: [] });
});

/** Each attempt of a call has a key of its own. */
export const keyPerAttempt: Change = {
  decorate({ performers = [], ...ports }) {
    const attempts = new Map<string, number>();
    const keyed = (performer: (typeof performers)[number]): typeof performer => ({
      ...performer,
      perform(request, { key, signal }) {
        const attempt = (attempts.get(key) ?? 0) + 1;
        attempts.set(key, attempt);
        return performer.perform(request, { key: `${key}/${attempt}`, signal });
      },
    });
    return { ...ports, performers: performers.map(keyed) };
  },
};
