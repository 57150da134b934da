import { memoryDatabase } from "#messaging/memory/store.ts";
import { collection } from "#messaging/store.ts";
import { benchBroker, numberIn, numbers } from "../bench-broker.ts";

const asked = collection<{ readonly question: number }>("asked");
const nothing = { outbox: [], cancelled: [], timers: [], settled: [], processed: [] };

/**
 * A process asks questions through a queue, and restarts after a second. The answers take five seconds.
 * Returns how many answers the new process understands. Unless `isStored`, a process remembers its questions itself.
 */
export async function askAndRestart(seed: number, questions: number, isStored: boolean): Promise<number> {
  const bench = benchBroker(seed, ["questions", "answers"]);
  const answer = (n: number) => bench.after(5_000, () => void bench.publishTo("answers", n));
  await bench.startWorkers([{ queue: "questions", handle: answer }]);

  const database = memoryDatabase();
  const store = database.connect();
  const before = bench.broker.connect("asker");
  await before.consume("answers", { prefetch: 100 }, () => {});
  for (const n of numbers(questions)) {
    const document = { key: asked(String(n)), loaded: 0, version: 1, document: { question: n } };
    await store.commit({ ...nothing, documents: [document] });
    await bench.publishTo("questions", n);
  }
  await bench.clock.advance(1_000);
  await before.close();

  const remembered = (isStored ? database : memoryDatabase()).connect();
  let understood = 0;
  bench.show(() => ({ understood }));
  await bench.broker.connect("asker again").consume("answers", { prefetch: 100 }, ({ body, ack }) => {
    void remembered.get(asked(String(numberIn(body)))).then((question) => {
      if (question) understood += 1;
      bench.show(() => ({ understood }));
      ack();
    });
  });
  await bench.clock.runToRest();
  return understood;
}
