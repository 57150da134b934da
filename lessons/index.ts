import { backlog } from "./brokers/backlog.ts";
import { oneActs } from "./brokers/one-acts.ts";
import { prefetch } from "./brokers/prefetch.ts";
import { queueOrBroker } from "./brokers/queue-or-broker.ts";
import { secondConsumer } from "./brokers/second-consumer.ts";
import type { Lesson } from "./lesson.ts";
import { availability } from "./load/availability.ts";
import { balancerDies } from "./load/balancer-dies.ts";
import { balancing } from "./load/balancing.ts";
import { boundedLine } from "./load/bounded-line.ts";
import { lostAnswers } from "./load/lost-answers.ts";
import { rateLimit } from "./load/rate-limit.ts";
import { restartStorm } from "./load/restart-storm.ts";
import { retries } from "./load/retries.ts";
import { retryStorm } from "./load/retry-storm.ts";
import { staleAddresses } from "./load/stale-addresses.ts";
import { timeouts } from "./load/timeouts.ts";
import { deliveryModes } from "./once/delivery-modes.ts";

/** The lessons of one subject, in the order in which they are best taken. */
export interface Chapter {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export const chapters: readonly Chapter[] = [
  { title: "Doing it once", lessons: [deliveryModes] },
  {
    title: "Load and failure",
    lessons: [
      lostAnswers,
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
    ],
  },
  {
    title: "Queues and brokers",
    lessons: [backlog, secondConsumer, prefetch, queueOrBroker, oneActs],
  },
];

export const lessons: readonly Lesson[] = chapters.flatMap((chapter) => chapter.lessons);
