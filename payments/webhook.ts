import { Unprocessable } from "#messaging/errors.ts";
import type { Instant } from "#messaging/instant.ts";
import { beginning, type Message } from "#messaging/message.ts";
import { readEvent } from "./provider-says.ts";

/**
 * What the provider's webhook says, as the message that the answer to our call would be as well: the same id,
 * so that whichever comes second is a duplicate. Undefined for a type of event that is no business of ours.
 * Its signature was checked before.
 *
 * @throws Unprocessable when the body cannot be read
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
