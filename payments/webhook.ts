import { Unprocessable } from "#messaging/errors.ts";
import type { Instant } from "#messaging/instant.ts";
import { beginning, type Message } from "#messaging/message.ts";
import { readEvent } from "./provider-responses.ts";

/**
 * Reads a webhook's body as the message that the response to our call becomes as well. Both have the same id,
 * so the second is a duplicate. Undefined for an event type that we do not use. The caller has verified the
 * signature.
 *
 * @throws Unprocessable if the body cannot be read
 */
export function webhookMessage(body: Uint8Array, time: Instant): Message | undefined {
  const end = readEvent(parse(body));
  return end && beginning({ ...end, source: "/payments", time });
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    throw new Unprocessable("the webhook's body is not JSON in UTF-8", "invalid-json", { cause: error });
  }
}
