import { askAndAnswer } from "./brokers/ask-and-answer.ts";
import { backlog } from "./brokers/backlog.ts";
import { deadLetters } from "./brokers/dead-letters.ts";
import { deliveryLimit } from "./brokers/delivery-limit.ts";
import { everybodyHears } from "./brokers/everybody-hears.ts";
import { expiration } from "./brokers/expiration.ts";
import { formats } from "./brokers/formats.ts";
import { logOrQueue } from "./brokers/log-or-queue.ts";
import { oneActs } from "./brokers/one-acts.ts";
import { order } from "./brokers/order.ts";
import { poisonMessage } from "./brokers/poison.ts";
import { prefetch } from "./brokers/prefetch.ts";
import { priority } from "./brokers/priority.ts";
import { priorityQueue } from "./brokers/priority-queue.ts";
import { queueOrBroker } from "./brokers/queue-or-broker.ts";
import { retryTiers } from "./brokers/retry-tiers.ts";
import { secondConsumer } from "./brokers/second-consumer.ts";
import { sharding } from "./brokers/sharding.ts";
import { singleActive } from "./brokers/single-active.ts";
import { tombstone } from "./brokers/tombstone.ts";
import type { Lesson } from "./lesson.ts";
import { availability } from "./load/availability.ts";
import { balancerDies } from "./load/balancer-dies.ts";
import { balancing } from "./load/balancing.ts";
import { boundedLine } from "./load/bounded-line.ts";
import { lostAnswers } from "./load/lost-answers.ts";
import { messenger } from "./load/messenger.ts";
import { rateLimit } from "./load/rate-limit.ts";
import { restartStorm } from "./load/restart-storm.ts";
import { retries } from "./load/retries.ts";
import { retryStorm } from "./load/retry-storm.ts";
import { staleAddresses } from "./load/stale-addresses.ts";
import { syncChain } from "./load/sync-chain.ts";
import { timeouts } from "./load/timeouts.ts";
import { autoAck } from "./once/auto-ack.ts";
import { chargeOnce } from "./once/charge-once.ts";
import { dedup } from "./once/dedup.ts";
import { deliveryModes } from "./once/delivery-modes.ts";
import { earlyAck } from "./once/early-ack.ts";
import { httpMethods } from "./once/http-methods.ts";
import { idempotencyKey } from "./once/idempotency-key.ts";
import { mailTwice } from "./once/mail-twice.ts";
import { setOrAdd } from "./once/set-or-add.ts";
import { versionCheck } from "./once/version-check.ts";
import { whereTheIdLives } from "./once/where-the-id-lives.ts";
import { compensation } from "./process/compensation.ts";
import { conductor } from "./process/conductor.ts";
import { contract } from "./process/contract.ts";
import { fifteenMinutes } from "./process/fifteen-minutes.ts";
import { join } from "./process/join.ts";
import { newcomer } from "./process/newcomer.ts";
import { nobodyOwnsIt } from "./process/nobody-owns-it.ts";
import { silence } from "./process/silence.ts";
import { confirms } from "./telling/confirms.ts";
import { outbox } from "./telling/outbox.ts";
import { outboxJob } from "./telling/outbox-job.ts";
import { publishFirst } from "./telling/publish-first.ts";
import { unroutable } from "./telling/unroutable.ts";

/** The lessons of one subject, in the order in which they are best taken. */
export interface Chapter {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export const chapters: readonly Chapter[] = [
  { title: "Reporting what was stored", lessons: [outbox, outboxJob, publishFirst, confirms, unroutable] },
  {
    title: "Doing it once",
    lessons: [
      deliveryModes,
      earlyAck,
      autoAck,
      dedup,
      whereTheIdLives,
      idempotencyKey,
      lostAnswers,
      chargeOnce,
      setOrAdd,
      versionCheck,
      httpMethods,
      mailTwice,
    ],
  },
  {
    title: "Load and failure",
    lessons: [
      backlog,
      secondConsumer,
      prefetch,
      balancing,
      balancerDies,
      staleAddresses,
      retries,
      retryStorm,
      timeouts,
      boundedLine,
      restartStorm,
      rateLimit,
      availability,
      syncChain,
      messenger,
    ],
  },
  {
    title: "Queues and brokers",
    lessons: [
      queueOrBroker,
      everybodyHears,
      oneActs,
      order,
      tombstone,
      sharding,
      singleActive,
      priority,
      priorityQueue,
      poisonMessage,
      retryTiers,
      expiration,
      deadLetters,
      deliveryLimit,
      askAndAnswer,
      silence,
      logOrQueue,
      formats,
    ],
  },
  {
    title: "The process",
    lessons: [nobodyOwnsIt, conductor, compensation, join, fifteenMinutes, newcomer, contract],
  },
];

export const lessons: readonly Lesson[] = chapters.flatMap((chapter) => chapter.lessons);

/** @throws Error if there is no such lesson */
export function lessonNamed(name: string): Lesson {
  const lesson = lessons.find((one) => one.name === name);
  if (!lesson) throw new Error(`there is no lesson ${name}: npm run prove -- --list names all`);
  return lesson;
}
