import { brokers } from "./brokers.ts";
import { choreography } from "./choreography.ts";
import { exchangeMethods } from "./exchange-methods.ts";
import { loadLevelling } from "./load-levelling.ts";
import { outboxAndLoad } from "./outbox-and-load.ts";
import type { Question } from "./question.ts";

/** The ninety questions, in order. */
export const questions: readonly Question[] = [
  ...outboxAndLoad,
  ...loadLevelling,
  ...exchangeMethods,
  ...brokers,
  ...choreography,
];
