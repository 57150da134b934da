import type { Clock } from "../../clock.ts";
import { instant } from "../../instant.ts";
import { beginning } from "../../message.ts";
import type { LocalType } from "../../reaction.ts";
import type { Running } from "../../running/run-service.ts";
import { answerOf, type Refusals, type Submitted } from "./answer.ts";
import { assertNotInFlight, type CommandIdentity } from "./idempotency.ts";

/** A command to submit. */
export interface Command<Data> {
  readonly type: LocalType<Data>;
  /** What it is about, such as the id of a customer. */
  readonly subject: string;
  readonly data: Data;
  /**
   * The HTTP status for each refusal code of the reaction.
   * @default 409 for each code that is not named
   */
  readonly refusals?: Refusals;
}

/**
 * Submits a command to the service, and waits until its effects are durable.
 *
 * @throws Problem if it was refused; 409 while the same key is being handled; 422 if its key was used for
 * another request, or it can never succeed; 503 if it cannot be handled now
 */
export type Submit = <Data>(identity: CommandIdentity, command: Command<Data>) => Promise<Submitted>;

export interface SubmitOptions {
  readonly service: string;
  readonly running: Pick<Running, "submit">;
  readonly clock: Pick<Clock, "now">;
}

/** Submits commands to a running service. Detects a command whose key is still being handled. */
export function createSubmit({ service, running, clock }: SubmitOptions): Submit {
  const inFlight = new Map<string, string>();

  return async ({ digest, id, traceparent }, { data, refusals = {}, subject, type }) => {
    assertNotInFlight(digest, inFlight.get(id));
    if (digest !== undefined) inFlight.set(id, digest);
    const time = instant(clock.now());
    const message = beginning(
      { id, type: type.type, source: `/${service}`, subject, time, data },
      traceparent,
    );
    try {
      const result = await running.submit(message, digest ?? "");
      return answerOf(result, digest, refusals);
    } finally {
      if (digest !== undefined) inFlight.delete(id);
    }
  };
}
