import { messageCases } from "./cases/messages.ts";
import { paymentCases } from "./cases/payments.ts";
import { processCases } from "./cases/process.ts";

/** The twelve cases, by number. */
export const cases = [...messageCases, ...paymentCases, ...processCases].sort((a, b) => a.number - b.number);
