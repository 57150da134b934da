/** The interview questions that stories and guarantees answer, by number, as `docs/questions/` asks them. */
export const questions: Readonly<Record<number, readonly [asked: string, file: string]>> = {
  6: ["Service B is overloaded. What do you do?", "outbox-and-load.md"],
  18: ["The broker crashes. What then?", "load-levelling.md"],
  19: ["How do you handle duplicates?", "load-levelling.md"],
  20: ["How do you scale B?", "load-levelling.md"],
  27: ["Why are synchronous chains fragile?", "exchange-methods.md"],
  42: ["A consumer dies while it works. What happens?", "exchange-methods.md"],
  49: ["At least once: what is it and how is it made?", "brokers.md"],
  55: ["What is an Idempotency-Key?", "brokers.md"],
  56: ["What is a version check?", "brokers.md"],
  61: ["How is work handed out in turn?", "brokers.md"],
  68: ["What is choreography?", "choreography.md"],
  76: ["Does a queue guarantee delivery?", "choreography.md"],
  77: ["Is a queue always first in, first out?", "choreography.md"],
  82: ["Design a food delivery by choreography", "choreography.md"],
  84: ["The database is written, the process crashes before it publishes. What then?", "choreography.md"],
  85: ["A step needs two events of two services. How?", "choreography.md"],
  86: ["A customer has 15 minutes to pay. Who measures that?", "choreography.md"],
  87: ["How do you charge exactly once?", "choreography.md"],
};

/** A question with the place of its answer: `“What is a version check?” (docs/questions/brokers.md, 56)`. */
export function questionText(number: number): string {
  const [asked, file] = questions[number] ?? [];
  return asked ? `“${asked}” (docs/questions/${file}, ${number})` : `question ${number}`;
}
