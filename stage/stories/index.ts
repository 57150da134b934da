import { cancelledOnTheWay, cancelledWhileCooking, theCancellationOvertakes } from "./cancelled.ts";
import { aCourierAfterAll, noCourier } from "./couriers.ts";
import { delivered } from "./delivered.ts";
import {
  brokerDown,
  crashBeforeCommitting,
  crashBeforePublishing,
  downForAnHour,
  everythingTwice,
  nobodysOrder,
  poison,
  rushHour,
} from "./faults.ts";
import { answerLost, confirmed, declined, expired, photoFinish, tooLate } from "./paying.ts";
import { closed, overloaded, soldOut } from "./restaurants.ts";
import type { ToldStory } from "./story.ts";

/** Every story, in the order of `npm run demo`. */
export const stories: readonly ToldStory[] = [
  delivered,
  declined,
  confirmed,
  expired,
  tooLate,
  photoFinish,
  closed,
  soldOut,
  overloaded,
  aCourierAfterAll,
  noCourier,
  cancelledWhileCooking,
  cancelledOnTheWay,
  theCancellationOvertakes,
  everythingTwice,
  downForAnHour,
  brokerDown,
  poison,
  nobodysOrder,
  crashBeforeCommitting,
  crashBeforePublishing,
  answerLost,
  rushHour,
];
