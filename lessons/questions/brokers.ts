// One list, in the order of the numbers; hence the length.
import { type Question, question } from "./question.ts";

/** Questions 45 to 66: push and pull, guarantees, idempotency, distribution of work. */
export const brokers: readonly Question[] = [
  question(
    45,
    "middle",
    "Push: what is good and bad about it?",
    ["Low latency: the broker sends at once.", "What is its advantage?"],
    [
      "It can overwhelm the consumer, so the consumer grants credit (prefetch).",
      "The consumer is slower than the queue. What stops the broker?",
    ],
    ["Prefetch too small: waiting; too large: hoarding.", "What value do you choose?"],
    [
      "Enough is (round trip + work) ÷ work; without a limit the first consumer gets all.",
      "4 ms of work, 50 ms of network: which prefetch?",
    ],
  ),
  question(
    46,
    "middle",
    "Pull: what is good and bad about it?",
    ["The consumer sets the pace and the batch size.", "What is its advantage?"],
    [
      "Empty polls cost, and the interval is latency.",
      "The queue is empty most of the time. What does polling cost?",
    ],
    ["Long polling removes most of that.", "How do you reduce it?"],
  ),
  question(
    47,
    "middle",
    "Which of the two, or both?",
    ["Push with credit is already a hybrid; so is long polling.", "Is it really one or the other?"],
    ["Choose by what hurts: latency, unequal consumers, replay.", "How do you decide?"],
    [
      "A change stream wakes you; polling finds what it missed.",
      "The push notification itself can get lost. Then what?",
    ],
    [
      "Kafka's long poll answers at once; a handler that polls too late loses its partitions.",
      "How slow may the handling of one Kafka record be?",
    ],
  ),
  question(
    48,
    "junior",
    "At most once: what is it and how is it made?",
    ["Send and forget, or acknowledge before the work.", "How do you build it?"],
    ["Losses are never repaired, duplicates never happen.", "What can go wrong, and what cannot?"],
    ["One often gets it by accident: automatic acknowledgement, no confirms.", "Who has it without knowing?"],
  ),
  question(
    49,
    "junior",
    "At least once: what is it and how is it made?",
    ["Repeat until confirmed; acknowledge after the work.", "How do you build it?"],
    ["The sender's memory must outlive a crash.", "The sender crashes before the confirm. Who repeats?"],
    ["The receiver must tolerate repetitions.", "What does it demand of the receiver?"],
  ),
  question(
    50,
    "middle",
    "Exactly once: what is it and how is it made?",
    [
      "Not as delivery; as effect: at least once plus deduplication in the effect's transaction.",
      "Does it exist?",
    ],
    ["Kafka's transactions: within Kafka, from topic to topic.", "Kafka promises it. What exactly?"],
    ["For an effect outside, the other side must know your key.", "And when the effect is a card charge?"],
    [
      "AMQP transactions and SQS FIFO deduplication are narrower than they sound.",
      "RabbitMQ has transactions. Do they help?",
    ],
  ),
  question(
    51,
    "middle",
    "Which guarantee for what?",
    ["Ask what a loss costs and what a repetition costs.", "How do you decide?"],
    ["Positions and metrics: at most once.", "When is a loss fine?"],
    ["Money and orders: at least once, with deduplication or a key.", "And a payment?"],
  ),
  question(
    52,
    "junior",
    "What is idempotency, and why does it matter?",
    ["Doing it again changes nothing more.", "Define it."],
    ["Every repetition would otherwise be a second effect.", "Where do repetitions come from?"],
    ["By nature, by state, or by a remembered id.", "How do you make an operation idempotent?"],
  ),
  question(
    53,
    "junior",
    "Which HTTP methods are idempotent?",
    ["GET, HEAD, OPTIONS, TRACE, PUT, DELETE; not POST, not PATCH.", "Name them."],
    [
      "By definition of the method: the server must implement it that way.",
      "Your PUT appends to a list. Is it idempotent?",
    ],
    [
      "It is about the effect, not the answer: the second DELETE may be 404.",
      "The second DELETE answers 404. Is it still idempotent?",
    ],
    [
      "Proxies rely on it: nginx repeats a PUT that it had sent, but not a POST.",
      "An instance falls silent after it took the request. What does the proxy do?",
    ],
  ),
  question(
    54,
    "junior",
    "Which SQL is idempotent: `SET balance = 100` or `SET balance = balance + 10`?",
    ["The first one.", "Which one?"],
    [
      "It is not therefore right: it overwrites concurrent changes.",
      "Two processes set it at once. What is lost?",
    ],
    [
      "So: absolute value with a version check, or increment with a remembered id.",
      "Which one would you use for money?",
    ],
  ),
  question(
    55,
    "middle",
    "What is an Idempotency-Key?",
    [
      "The client makes one per intent and sends it with each attempt.",
      "Who makes it, and when is it a new one?",
    ],
    ["The server stores it with the result, in the effect's transaction.", "Where is it stored?"],
    [
      "Same key with another body: 422; still running: 409; scope and retention are defined.",
      "The same key arrives with another body. What do you answer?",
    ],
  ),
  question(
    56,
    "middle",
    "What is a version check?",
    ["Write only if the version is still the one that was read; else start again.", "How does it work?"],
    ["Optimistic: no lock is held; good when clashes are rare.", "When is it a bad choice?"],
    [
      "It protects what is written, not what was only read.",
      "Two transactions read both documents and write one each. Are you safe?",
    ],
  ),
  question(
    57,
    "middle",
    "Can the broker remove duplicates?",
    ["Partly: Kafka's idempotent producer, RabbitMQ's streams, SQS FIFO.", "Which ones can?"],
    [
      "Not those that you publish again after a crash.",
      "Your relay crashes and publishes again. Does the broker notice?",
    ],
    ["Not those that a consumer makes by dying after its work.", "And redeliveries?"],
  ),
  question(
    58,
    "junior",
    "Idempotency or atomicity: what is the difference?",
    ["Atomic: all or nothing. Idempotent: twice is like once.", "Define both."],
    ["Neither implies the other.", "Give an operation that is one but not the other."],
    ["A reliable consumer needs both.", "Which does your consumer need?"],
  ),
  question(
    59,
    "junior",
    "What is multicast?",
    ["One message to a chosen group.", "Who gets it?"],
    ["In RabbitMQ: a topic exchange with binding patterns.", "How do you do it in RabbitMQ?"],
    ["`*` is one word, `#` is any number.", "What does `orders.*` match?"],
  ),
  question(
    60,
    "junior",
    "What is fanout?",
    ["A copy for every bound queue, whatever the key.", "Who gets it?"],
    ["Use it where nobody may miss it by forgetting a pattern.", "When do you prefer it to a topic?"],
    ["The price: everyone gets what does not concern them.", "What does it cost?"],
  ),
  question(
    61,
    "junior",
    "How is work handed out in turn?",
    ["One queue, several consumers: round robin.", "How is it set up?"],
    ["Equal numbers of messages, not equal work.", "One message takes ten times as long. What happens?"],
    ["The overall order is lost.", "In which order are messages handled now?"],
  ),
  question(
    62,
    "junior",
    "And by load?",
    ["Prefetch 1 or few: whoever is free takes the next.", "How do you get it?"],
    ["Acknowledge when the work is done.", "When do you acknowledge?"],
    ["Fairness costs round trips; for short work take more at once.", "Why not always 1?"],
  ),
  question(
    63,
    "middle",
    "How are messages given priority?",
    ["Separate queues with more consumers, or priorities within a queue.", "Name two ways."],
    [
      "RabbitMQ: `x-max-priority` on classic queues; quorum queues by version.",
      "Do quorum queues support it?",
    ],
    ["A large prefetch defeats it.", "The urgent message still waits. Why?"],
    ["Strict priority can starve the rest.", "What happens to the unimportant ones?"],
  ),
  question(
    64,
    "middle",
    "What is sharding by key?",
    ["Same key, same partition, one consumer: order per key.", "What do you get?"],
    ["Hot keys make hot partitions.", "One customer makes half of the traffic. What happens?"],
    [
      "Changing the number of partitions moves keys; consistent hashing limits that.",
      "You go from four to five partitions. What moves?",
    ],
    [
      "RabbitMQ: consistent-hash exchange, single active consumer, super streams.",
      "How would you do it in RabbitMQ?",
    ],
  ),
  question(
    65,
    "middle",
    "Everyone shall know, but only one shall act. How?",
    ["A queue per service, shared by its instances.", "How are the queues laid out?"],
    [
      "A fanout copies to each queue; consumers compete within one queue only.",
      "Does a fanout with competing consumers do it?",
    ],
    [
      "If the group is unknown: a unique id or a lease decides.",
      "You do not know the group beforehand. Then what?",
    ],
    [
      "A lease does not exclude two: keep the work with it, and check a fencing token.",
      "The holder of the lease stands still for longer than the lease. What happens?",
    ],
  ),
  question(
    66,
    "middle",
    "Which problems does handing out work have?",
    ["Repetition, unequal work, failing work.", "Name three."],
    [
      "Retries with growing delays in queues with a TTL that dead-letter back; then parking.",
      "A message fails. Where does it wait?",
    ],
    [
      "One queue per delay: a TTL per message blocks behind the head.",
      "Why not one queue with a TTL per message?",
    ],
    ["Somebody must look at parked messages and redrive them.", "And then?"],
  ),
];
