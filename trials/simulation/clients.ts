import type { ServiceName } from "#contracts/generated/events.ts";
import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import type { Result } from "#messaging/react.ts";
import type { LocalType } from "#messaging/reaction.ts";
import type { Running } from "#messaging/run.ts";
import type { Answer } from "#messaging/store.ts";
import type { Chance } from "./chance.ts";
import type { ReportViolation } from "./document-rules.ts";
import type { PendingFaults } from "./pending-faults.ts";
import { passing } from "./wire.ts";

/** A request over HTTP, as its route would hand it in. */
export interface Request {
  readonly to: ServiceName;
  readonly type: LocalType<unknown>;
  readonly subject: string;
  readonly data: unknown;
  /** What its Idempotency-Key comes to. */
  readonly id: string;
}

export interface ClientsOptions {
  readonly clock: Clock;
  readonly draw: Chance;
  readonly latency: () => number;
  readonly pendingFaults: PendingFaults;
  /** Another instance each time. @throws Unavailable when none is alive */
  readonly reach: (service: ServiceName) => Running;
  readonly reportViolation: ReportViolation;
  readonly say: (line: string, about: string) => void;
}

/** Those outside, who ask until they are answered. */
export interface Clients {
  /** Asks, and asks again with the same key, until there is an answer; then what the answer says. */
  ask(request: Request): Promise<Answer | undefined>;
}

/** How long somebody waits for an answer, in milliseconds. */
const responseTimeoutMs = 8_000;
const maxAttempts = 400;

export function createClients(options: ClientsOptions): Clients {
  const { clock, draw, latency, pendingFaults, reach, reportViolation, say } = options;
  const answers = new Map<string, string>();

  function submit({ to, type, subject, data, id }: Request): Promise<Result> {
    const time = instant(clock.now());
    const message = beginning({ id, type: type.type, source: `/${to}`, subject, time, data });
    return reach(to).submit(message, JSON.stringify(data));
  }

  /** One attempt; undefined when nothing came back, or nothing that settles it. */
  async function attempt(request: Request): Promise<Result | undefined> {
    const injected = pendingFaults.take("command", request.to)?.effect;
    await passing(clock, latency());
    if (injected === "request-lost") return void (await passing(clock, responseTimeoutMs));
    const sent = [submit(request), ...(injected === "twice" ? [submit(request)] : [])];
    const patience = passing(clock, responseTimeoutMs) ?? Promise.resolve();
    const result = await Promise.race([...sent, patience.then(() => undefined)]);
    await passing(clock, latency());
    return injected === "answer-lost" ? undefined : result;
  }

  /** Whoever asks the same again is answered the same again. */
  function sameAsEver(request: Request, answer: Answer | undefined): void {
    const now = JSON.stringify(answer ?? null);
    const before = answers.get(request.id) ?? now;
    answers.set(request.id, before);
    if (now === before) return;
    reportViolation(
      "the same request is answered the same",
      `${request.type.type} about ${request.subject} was answered ${before}, and then ${now}`,
    );
  }

  return {
    async ask(request) {
      for (let n = 1; n <= maxAttempts; n += 1) {
        const result = await attempt(request).catch(() => undefined);
        if (result && result.kind !== "failed" && result.kind !== "unprocessable") {
          const answer = answerIn(result);
          sameAsEver(request, answer);
          say(`${request.type.type}: ${result.kind} (attempt ${n})`, request.subject);
          return answer;
        }
        await passing(clock, draw.whole(50, 3_000));
      }
      reportViolation("everybody is answered", `${request.type.type} about ${request.subject} never was`);
      return undefined;
    },
  };
}

function answerIn(result: Exclude<Result, { kind: "failed" | "unprocessable" }>): Answer | undefined {
  if (result.kind === "duplicate") return result.earlier.answer;
  return result.kind === "ignored" ? undefined : result.answer;
}
