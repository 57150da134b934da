import { type Question, question } from "./question.ts";

/** Questions 17 to 20: one task, two services, one queue. */
export const loadLevelling: readonly Question[] = [
  question(
    17,
    "middle",
    "A takes 200,000 requests an hour, 2,000,000 a day; B handles 100,000 an hour; nothing may be lost. What do you put between them?",
    [
      "A broker with durable queues; A answers after the confirm.",
      "When may A tell its client that the request is safe?",
    ],
    [
      "On average 83,333 an hour arrive, so the queue drains: it does not grow forever.",
      "Does the queue grow without bound?",
    ],
    [
      "Ten peak hours leave a backlog of 1,000,000; the last request waits ten hours.",
      "How long does the unluckiest request wait?",
    ],
    [
      "With two Bs there is no systematic backlog; size for 70 to 80 %.",
      "Two Bs handle exactly the rate at peak. Is that enough?",
    ],
  ),
  question(
    18,
    "middle",
    "The broker crashes. What then?",
    ["Durable queues and persistent messages, replicated.", "What survives the restart?"],
    [
      "Publisher confirms: until then, the producer keeps the message.",
      "A message was sent but not confirmed. Who has it?",
    ],
    ["Consumers acknowledge after the work.", "And messages that a consumer had received?"],
    [
      "Resending creates duplicates, so deduplicate by id.",
      "You resend everything that was unconfirmed. What do you get?",
    ],
  ),
  question(
    19,
    "middle",
    "How do you handle duplicates?",
    ["Store the ids of handled messages, and check before the effect.", "How do you recognize one?"],
    [
      "In the same database and transaction as the effect.",
      "You keep the ids in Redis. Where can you crash?",
    ],
    ["Keep ids for longer than anything can take to come back.", "When may you delete an id?"],
    [
      "A call outside carries its own key, the same at each attempt.",
      "The process dies after the charge, before it wrote anything. What now?",
    ],
  ),
  question(
    20,
    "middle",
    "How do you scale B?",
    ["A second consumer on the same queue: competing consumers.", "How do two instances share a queue?"],
    [
      "Bound the prefetch, or the first instance takes everything.",
      "The second instance starts and stays idle. Why?",
    ],
    [
      "Order is lost: version checks, or partition by key.",
      "Two messages about one order are handled at once. What then?",
    ],
    ["B's database may become the bottleneck.", "Ten instances are no faster than three. Why?"],
  ),
];
