// One list, in the order of the numbers; hence the length.
import { type Question, question } from "./question.ts";

/** Questions 21 to 44: synchronous and asynchronous exchange, and its patterns. */
export const exchangeMethods: readonly Question[] = [
  question(
    21,
    "junior",
    "What is the difference between synchronous and asynchronous exchange?",
    ["Synchronous: the caller waits for the work.", "Who waits, and for what?"],
    [
      "Both sides must be up at once; the slower one sets the pace.",
      "The receiver is down. What happens in each case?",
    ],
    [
      "It is about waiting for the work, not about threads or `await`.",
      "Is `await fetch()` asynchronous exchange?",
    ],
  ),
  question(
    22,
    "middle",
    "One receiver or many, with and without waiting: which patterns are that?",
    ["One, waiting: request and reply.", "What is an HTTP call?"],
    ["One, not waiting: notification, or asynchronous request and reply.", "And without waiting?"],
    ["Many, not waiting: publish and subscribe.", "And with many receivers?"],
    ["Many, waiting: scatter-gather, with a deadline.", "Where does one ask many and wait? For how long?"],
    [
      "The transport does not decide: HTTP can answer 202, and a broker can carry a blocking call.",
      "Is HTTP always synchronous?",
    ],
  ),
  question(
    23,
    "junior",
    "Which formats do you exchange?",
    ["JSON where people read along; Protobuf or Avro for volume.", "Which format, and why?"],
    ["Measure first: parsing takes microseconds, a durable commit milliseconds.", "Is JSON too slow?"],
    ["Compatibility rules matter more than the encoding.", "You add a field. Who breaks?"],
  ),
  question(
    24,
    "junior",
    "What is a contract?",
    [
      "Form and meaning of messages, the errors, and what may change.",
      "What does it say besides the fields?",
    ],
    ["A machine checks it.", "How do you know that it is kept?"],
    ["The producer owns it; consumers state what they rely on.", "Who may change it?"],
  ),
  question(
    25,
    "middle",
    "Compare HTTP, gRPC, RabbitMQ, Redis and Kafka",
    [
      "HTTP and gRPC: request and reply; gRPC with a binary contract and streams.",
      "Which of them are synchronous?",
    ],
    [
      "RabbitMQ: queues of work; a message is gone once acknowledged.",
      "What happens to a message after it was handled?",
    ],
    [
      "Kafka: a log, read by position, ordered within a partition, replayable.",
      "You need last week's events again. Which one?",
    ],
    [
      "Redis: pub/sub forgets absent subscribers; streams do not; durability is configured.",
      "Does Redis lose messages?",
    ],
  ),
  question(
    26,
    "middle",
    "RabbitMQ and Kafka in one project: why?",
    ["RabbitMQ for work: whoever is free takes it; retries; parking.", "What is RabbitMQ better at?"],
    ["Kafka for facts that many read, again and again.", "What is Kafka better at?"],
    ["Importance is not the criterion: both keep what they confirmed.", "So important messages go to Kafka?"],
    ["Two systems cost; many projects need one.", "What does the second one cost you?"],
  ),
  question(
    27,
    "middle",
    "Why are synchronous chains fragile?",
    ["Failures and slowness travel upstream.", "The last of five services hangs. Who else hangs?"],
    [
      "Waiting requests hold threads and connections.",
      "Why do requests fail that never needed the slow service?",
    ],
    ["Timeouts, circuit breakers, separate pools, fewer links.", "What do you do about it?"],
  ),
  question(
    28,
    "junior",
    "What is service discovery?",
    ["It finds address and port of a live instance.", "What does it answer?"],
    ["Client side with a registry, or server side behind a name.", "Who asks the registry?"],
    [
      "The answer may be stale, so a call must be able to fail and be repeated.",
      "The instance died a second ago. What do you get?",
    ],
  ),
  question(
    29,
    "junior",
    "Ten services in a chain, each up 98 % of the time: how often does the whole work?",
    ["0.98 to the 10th power: about 82 %, over four hours down a day.", "Give me the number."],
    ["Assuming independent failures, and that all are needed at once.", "What did you assume?"],
    ["Two instances each: 99.6 %.", "How do replicas change it?"],
    [
      "With queues the chain accepts work while the first is up; the rest is delay.",
      "And with queues in between?",
    ],
  ),
  question(
    30,
    "junior",
    "Why a timeout on each request?",
    ["A silent peer would hold resources forever.", "What happens without one?"],
    ["Its length follows from how long the caller's caller waits.", "How long should it be?"],
    [
      "After a timeout the result is unknown: repeat with the same key, or ask.",
      "It timed out. Did it happen?",
    ],
  ),
  question(
    31,
    "middle",
    "What does a limiter do, and what is its danger?",
    ["It bounds a rate or a concurrency.", "What does it limit?"],
    ["The danger: an unbounded queue moves the overload into memory.", "Where do the waiting requests go?"],
    [
      "Bound the queue and reject beyond it at once, with Retry-After.",
      "What do you do with request 10,001?",
    ],
  ),
  question(
    32,
    "middle",
    "What is self-registration?",
    [
      "An instance registers itself and renews its lease.",
      "How does the registry know that it is still there?",
    ],
    [
      "If it stops renewing, it is removed: ephemeral node, session, TTL.",
      "How long does a dead instance stay listed?",
    ],
    ["An instance that hangs but renews looks healthy.", "Which failure does it miss?"],
  ),
  question(
    33,
    "middle",
    "And registration by the platform?",
    ["The platform starts instances, so it knows them; services need no code.", "Who registers?"],
    ["Clients use a stable name and a virtual address.", "What do clients see?"],
    ["Readiness and liveness are two questions.", "The database is away. Should the platform restart you?"],
  ),
  question(
    34,
    "junior",
    "When is synchronous exchange right?",
    ["The caller can do nothing without the answer, and it is quick.", "Give me an example."],
    ["When a person waits: reading, validating, logging in.", "Would you log in by event?"],
    ["It is simpler to write, trace and debug.", "What does asynchronous exchange cost you?"],
  ),
  question(
    35,
    "junior",
    "What does a service know when there is a broker?",
    [
      "The broker's address, the names of what it publishes and consumes, the contracts.",
      "What is in its configuration?",
    ],
    ["Not who listens, how many, or whether they are up.", "What does it not know?"],
    [
      "What stays is coupling by meaning, so contracts need a gate.",
      "Are the services fully decoupled then?",
    ],
  ),
  question(
    36,
    "middle",
    "How does asynchronous request and reply work?",
    [
      "A correlation id and a reply address (`correlation_id`, `reply_to`).",
      "How does the reply find its question?",
    ],
    [
      "The requester stores what it asked, or a restart orphans the reply.",
      "The requester restarts before the reply comes. What now?",
    ],
    ["A deadline, and a rule for replies that come later.", "No reply comes. When do you know?"],
  ),
  question(
    37,
    "junior",
    "What is a notification?",
    ["A message to one receiver that expects no answer.", "How does it differ from a request?"],
    ["The sender does not learn what came of it.", "How does the sender know that it worked?"],
    ["It still has to arrive: at least once, with an id.", "May it get lost?"],
    [
      "If it is worthless later, it carries its expiry, and the consumer checks that.",
      "Thirty thousand login codes waited for 40 minutes. Do you send them?",
    ],
  ),
  question(
    38,
    "junior",
    "What is publish and subscribe?",
    ["The publisher names a subject; each subscriber gets a copy.", "Who gets the message?"],
    [
      "The publisher does not know the subscribers.",
      "What changes in the publisher when a subscriber joins?",
    ],
    [
      "Durable subscriptions keep messages for absent subscribers.",
      "A subscriber was down for an hour. What does it miss?",
    ],
    ["Instances of one subscriber share a queue.", "The subscriber runs three instances. How many act?"],
  ),
  question(
    39,
    "middle",
    "What is an event with answers?",
    ["A published fact or wish that others answer with events of their own.", "Who answers?"],
    ["State how many answers are expected and until when.", "When do you stop waiting?"],
    ["Silence becomes an answer by a timer.", "Nobody answers. What happens?"],
  ),
  question(
    40,
    "junior",
    "What does a broker give you?",
    ["Decoupling in space and in time.", "What does the sender no longer need to know?"],
    ["A buffer, routing, redelivery, work sharing, a place for failures.", "What else, beyond decoupling?"],
    ["It costs operation, latency, and harder debugging.", "What does it take?"],
    [
      "It gives no transaction with your database: that is the outbox's job.",
      "Can you commit to both at once?",
    ],
  ),
  question(
    41,
    "junior",
    "Several instances of one consumer: who gets a message?",
    ["One of them.", "How many copies are there?"],
    ["The broker takes turns among those with free prefetch.", "Which of them?"],
    ["If each shall get a copy, each needs its own queue.", "And if all of them should get it?"],
  ),
  question(
    42,
    "middle",
    "A consumer dies while it works. What happens?",
    ["Unacknowledged messages are redelivered to another consumer.", "Where is the message now?"],
    [
      "The work may have been done, so the next one must check.",
      "It died after the commit, before the acknowledgement. What then?",
    ],
    ["Acknowledge after the commit, never before.", "When do you acknowledge?"],
    [
      "After a failure, wait before the retry: nack with requeue spins.",
      "The message itself is the problem. What does requeue do?",
    ],
  ),
  question(
    43,
    "middle",
    "A message must be sent within a transaction. How?",
    [
      "An outbox entry in the same transaction, published afterwards.",
      "The broker is not part of your transaction. What do you store?",
    ],
    ["It is the normal case, not for extremes only.", "How often does a process die at just that moment?"],
    ["If the message may be lost, say so and leave the outbox out.", "When would you not use it?"],
  ),
  question(
    44,
    "senior",
    "Refine this scheme so that as little as possible is synchronous",
    [
      "For each arrow: what does the caller do with the answer right now?",
      "How do you decide which arrow stays?",
    ],
    [
      "Data that was asked for: publish changes and keep a copy.",
      "A needs B's prices for each order. And if B is down?",
    ],
    [
      "Work that was asked for: store the wish, and get the end as a fact.",
      "A needs B to do something. How does A learn the end?",
    ],
    ["For each cut: what is late, what may be stale, who ends the waiting.", "What became worse?"],
  ),
];
