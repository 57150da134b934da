import { memoryDatabase } from "#messaging/memory/store.ts";
import { collection } from "#messaging/store.ts";
import { benchBroker, numberIn, numbers } from "../bench-broker.ts";

const asked = collection<{ readonly question: number }>("asked");

/** The requests that wait for a reply. */
interface Memory {
  remember(n: number): Promise<void>;
  knows(n: number): Promise<boolean>;
}

export interface Conversation {
  readonly seed: number;
  readonly questions: number;
  /** Whether the process stores its questions, or keeps them in a map. */
  readonly isStored: boolean;
}

/**
 * A process asks questions through a queue, and restarts after a second. The answers take five seconds.
 * Returns how many answers the new process understands.
 */
export async function askAndRestart({ seed, questions, isStored }: Conversation): Promise<number> {
  const bench = benchBroker(seed, ["questions", "answers"]);
  const database = memoryDatabase();
  const start = (): Memory => (isStored ? inAStore(database) : inAMap());
  await bench.broker.connect("expert").consume("questions", { prefetch: 100 }, ({ body, ack }) => {
    const n = numberIn(body);
    bench.after(5_000, () => void bench.publishTo("answers", n));
    ack();
  });

  const first = start();
  const before = bench.broker.connect("asker");
  await before.consume("answers", { prefetch: 100 }, () => {});
  for (const n of numbers(questions)) {
    await first.remember(n);
    await bench.publishTo("questions", n);
  }
  await bench.clock.advance(1_000);
  await before.close();

  let understood = 0;
  const second = start();
  await bench.broker.connect("asker again").consume("answers", { prefetch: 100 }, ({ body, ack }) => {
    void second.knows(numberIn(body)).then((isKnown) => {
      if (isKnown) understood += 1;
      bench.show(() => ({ understood }));
      ack();
    });
  });
  await bench.clock.runToRest();
  return understood;
}

function inAMap(): Memory {
  const known = new Set<number>();
  return {
    remember: async (n) => void known.add(n),
    knows: async (n) => known.has(n),
  };
}

function inAStore(database: ReturnType<typeof memoryDatabase>): Memory {
  const store = database.connect();
  const nothing = { outbox: [], cancelled: [], timers: [], settled: [], processed: [] };
  return {
    async remember(n) {
      const document = { key: asked(String(n)), loaded: 0, version: 1, document: { question: n } };
      await store.commit({ ...nothing, documents: [document] });
    },
    knows: async (n) => (await store.get(asked(String(n)))) !== undefined,
  };
}
