import { errorOf } from "../errors.ts";

/** The broker refuses this client, and will until its configuration changes: retrying does not help. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** True if RabbitMQ refused a request because the user lacks a permission. */
export const isForbidden = ({ message }: Error): boolean => /ACCESS[-_]REFUSED|\b403\b/i.test(message);

/**
 * A connection error as one sentence with the remedy, without the password.
 *
 * @param setBy the environment variable that the user and the password come from
 */
export function explain(thrown: unknown, url: string, setBy = "RABBITMQ_URL"): Error {
  const error = errorOf(thrown);
  const cause = { cause: error };
  const { host, username, pathname } = new URL(url);
  const user = username || "guest";
  const denied = /(?:(?:configure|read|write) )?access to (?:queue|exchange|topic) [^"\n]+? refused/i.exec(
    error.message,
  )?.[0];
  if (denied) {
    return new Refused(
      `RabbitMQ at ${host} denies user ${user} a permission (${denied}): ` +
        "load definitions.json into the broker, which grants it",
      cause,
    );
  }
  if (isForbidden(error)) {
    return new Refused(
      `RabbitMQ at ${host} refuses user ${user}: check the user and the password in ${setBy}`,
      cause,
    );
  }
  // amqplib hides the broker's reason when it cannot open a virtual host.
  if (/Expected ConnectionOpenOk|NOT[-_]ALLOWED|\b530\b/i.test(error.message)) {
    return new Refused(
      `RabbitMQ at ${host} has no virtual host ${pathname} for user ${user}: check ${setBy}`,
      cause,
    );
  }
  return new Error(
    `RabbitMQ at ${host} cannot be reached: ${error.message}${smallFrames(url, setBy)}`,
    cause,
  );
}

/** RabbitMQ 4.1 and later resets a connection that requests smaller frames (in bytes), without a reason. */
const minFrameBytes = 8_192;

function smallFrames(url: string, setBy: string): string {
  const frameMax = Number(new URL(url).searchParams.get("frameMax") ?? minFrameBytes);
  if (frameMax >= minFrameBytes) return "";
  return (
    `: ${setBy} requests frames of ${frameMax} bytes, but RabbitMQ 4.1 and later ` +
    `accepts none below ${minFrameBytes}: remove frameMax`
  );
}
