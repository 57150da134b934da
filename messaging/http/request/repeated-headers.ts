import type { RequestHandler } from "express";
import { badRequest } from "./problem.ts";

/** Headers that must not be repeated: two readers could use different ones. */
const singular = ["authorization", "content-type", "idempotency-key", "provider-signature"];

/** Refuses a request that repeats a singular header: 400. */
export const refuseRepeatedHeaders: RequestHandler = ({ rawHeaders }, _response, next) => {
  const header = singular.find((name) => countOf(rawHeaders, name) > 1);
  if (header === undefined) return next();
  const detail = "is repeated: send it once";
  throw badRequest("malformed-request", `the header ${header} ${detail}`, { detail, header });
};

function countOf(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === name).length;
}
