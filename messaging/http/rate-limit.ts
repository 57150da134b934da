import type { RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { Problem } from "./request/problem.ts";

/** Answers 429 to an address that exceeds its requests per minute. */
export const limitRate = (requestsPerMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // A connection that the client has reset no longer has an address. That is not an error.
    keyGenerator: ({ ip = "0.0.0.0" }) => ipKeyGenerator(ip),
    // X-Forwarded-For is ignored on purpose, so the library must not warn about it.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new Problem(429, "too-many-requests", `at most ${requestsPerMinute} requests per minute`));
    },
  });
