import type { Clock } from "#messaging/clock.ts";
import type { Result } from "#messaging/instance/result.ts";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import type { Running } from "#messaging/running/run-service.ts";
import type { Answer } from "#messaging/store.ts";
import type { Chance } from "../chance.ts";
import { passing } from "../environment/wire.ts";
import type { PendingFaults } from "../faults/pending-faults.ts";
import type { ReportViolation } from "../rules/document-rules.ts";

/** An HTTP request, as its route submits it to the service. */
export interface Request {
  readonly to: string;
  readonly type: LocalType<unknown>;
  readonly subject: string;
  readonly data: unknown;
  /** The message id that its Idempotency-Key maps to. */
  readonly id: string;
}

export interface ClientsOptions {
  readonly clock: Clock;
  readonly draw: Chance;
  readonly latency: () => number;
  readonly pendingFaults: PendingFaults;
  /** Returns another instance on each call. @throws Unavailable if none is running */
  readonly reach: (service: string) => Running;
  readonly reportViolation: ReportViolation;
  readonly log: (line: string, about: string) => void;
}

/** The clients of the company, which repeat a request until it is answered. */
export interface Clients {
  /** Sends the request, and repeats it with the same key until there is an answer. */
  send(request: Request): Promise<Answer | undefined>;
}

/** How long a client waits for an answer, in milliseconds. */
const responseTimeoutMs = 8_000;
const maxAttempts = 400;

export function createClients(options: ClientsOptions): Clients {
  const { clock, draw, latency, pendingFaults, reach, reportViolation, log } = options;
  const answers = new Map<string, string>();

  function submit({ to, type, subject, data, id }: Request): Promise<Result> {
    const time = instant(clock.now());
    const message = beginning({ id, type: type.type, source: `/${to}`, subject, time, data });
    return reach(to).submit(message, JSON.stringify(data));
  }

  /** One attempt; undefined if no answer arrived. */
  async function attempt(request: Request): Promise<Result | undefined> {
    const injected = pendingFaults.take("command", request.to)?.effect;
    await passing(clock, latency());
    if (injected === "request-lost") return void (await passing(clock, responseTimeoutMs));
    const sent = [submit(request), ...(injected === "twice" ? [submit(request)] : [])];
    const timeout = passing(clock, responseTimeoutMs) ?? Promise.resolve();
    const result = await Promise.race([...sent, timeout.then(() => undefined)]);
    await passing(clock, latency());
    return injected === "answer-lost" ? undefined : result;
  }

  /** A repeated request must get the same answer. */
  function checkSameAnswer(request: Request, answer: Answer | undefined): void {
    const now = JSON.stringify(answer ?? null);
    const before = answers.get(request.id) ?? now;
    answers.set(request.id, before);
    if (now === before) return;
    reportViolation(
      "the same request gets the same answer",
      `${request.type.type} about ${request.subject} was answered ${before}, then ${now}`,
    );
  }

  return {
    async send(request) {
      for (let n = 1; n <= maxAttempts; n += 1) {
        const result = await attempt(request).catch(() => undefined);
        if (result && result.kind !== "failed" && result.kind !== "unprocessable") {
          const answer = answerIn(result);
          checkSameAnswer(request, answer);
          log(`${request.type.type}: ${result.kind} (attempt ${n})`, request.subject);
          return answer;
        }
        await passing(clock, draw.whole(50, 3_000));
      }
      reportViolation("every request is answered", `${request.type.type} about ${request.subject} was not`);
      return undefined;
    },
  };
}

function answerIn(result: Exclude<Result, { kind: "failed" | "unprocessable" }>): Answer | undefined {
  if (result.kind === "duplicate") return result.earlier.answer;
  return result.kind === "ignored" ? undefined : result.answer;
}
