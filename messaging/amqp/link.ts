import { type ChannelModel, connect } from "amqplib";
import { backoff } from "../backoff.ts";
import { type Clock, pause } from "../clock.ts";
import { harmless } from "../instance/harmless.ts";
import { closed } from "./closed.ts";

export interface LinkOptions<Session> {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /**
   * Sets up each new connection. The last step must be a request to the broker, so that a dead connection
   * rejects.
   */
  readonly setUp: (connection: ChannelModel) => Promise<Session>;
  /** Called when a connection is lost, and for each failed attempt. */
  readonly onTrouble?: (why: Error) => void;
}

/** A connection that reconnects by itself, and is set up again each time. */
export interface Link<Session> {
  /** What `setUp` returned for the current connection; undefined while there is none. */
  session(): Session | undefined;
  /** Resolves once there is a connection. Rejects if the broker refuses this client permanently. */
  connected(): Promise<Session>;
  /** False while there is no connection, or the broker blocks it because of a memory or disk alarm. */
  isUp(): boolean;
  /** Closes the connection and reconnects at once. Recovers from a channel that the broker closed. */
  renew(): void;
  close(): Promise<void>;
}

/** The AMQP heartbeat, in seconds. A dead peer is detected after two missed heartbeats. */
const heartbeatSeconds = 10;
const connectTimeoutMs = 5_000;

export function createLink<Session>(options: LinkOptions<Session>): Link<Session> {
  const { clock, random } = options;
  const onTrouble = options.onTrouble && harmless("onTrouble", options.onTrouble);
  const closing = new AbortController();
  let current: { connection: ChannelModel; session: Session } | undefined;
  let blocked = false;
  let waiters: { resolve: (session: Session) => void; reject: (error: Error) => void }[] = [];

  /** Connects, sets up, and waits until the connection is lost. */
  async function connectOnce(): Promise<void> {
    const connection = await connect(withHeartbeat(options.url), {
      timeout: connectTimeoutMs,
      noDelay: true,
      clientProperties: { connection_name: options.name },
    });
    const lost = new Promise<Error>((resolve) => {
      connection.on("error", resolve);
      connection.on("close", (error?: Error) => resolve(error ?? new Error("the connection was closed")));
    });
    blocked = false;
    connection.on("blocked", (why) => {
      blocked = true;
      onTrouble?.(new Error(alarm(options.url, why)));
    });
    connection.on("unblocked", () => {
      blocked = false;
    });
    try {
      const session = await Promise.race([
        options.setUp(connection),
        lost.then((error) => Promise.reject(error)),
      ]);
      if (closing.signal.aborted) return;
      current = { connection, session };
      for (const { resolve } of waiters.splice(0)) resolve(session);
      const why = await lost;
      if (!closing.signal.aborted) onTrouble?.(why);
    } finally {
      current = undefined;
      await closed(connection);
    }
  }

  async function keepConnected(): Promise<void> {
    for (let attempt = 1; !closing.signal.aborted; attempt += 1) {
      const began = clock.now();
      try {
        await connectOnce();
      } catch (thrown) {
        const error = explain(thrown, options.url);
        onTrouble?.(error);
        if (error instanceof Refused) {
          for (const { reject } of waiters.splice(0)) reject(error);
        }
      }
      if (clock.now() - began > 10_000) attempt = 0;
      await pause(clock, backoff(attempt + 1, random(), 50, 5_000), closing.signal);
    }
  }

  const running = keepConnected();
  return {
    session: () => current?.session,
    connected: () =>
      current
        ? Promise.resolve(current.session)
        : new Promise((resolve, reject) => waiters.push({ resolve, reject })),
    isUp: () => current !== undefined && !blocked,
    renew() {
      if (current) void closed(current.connection);
    },
    async close() {
      closing.abort();
      waiters = [];
      if (current) await closed(current.connection);
      await running;
    },
  };
}

/** The broker refuses this client, and will until its configuration changes: retrying does not help. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The URL with the heartbeat, unless it names one. */
export function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has("heartbeat")) parsed.searchParams.set("heartbeat", String(heartbeatSeconds));
  return parsed.toString();
}

const alarm = (url: string, why: string): string =>
  `RabbitMQ at ${new URL(url).host} blocks publishers (${why}): free memory or disk space; ` +
  "events wait in the outbox until then";

/**
 * A connection error as one sentence with the remedy, without the password.
 *
 * @param setBy the environment variable that the user and the password come from
 */
export function explain(thrown: unknown, url: string, setBy = "RABBITMQ_URL"): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
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
  if (/ACCESS[-_]REFUSED|\b403\b/i.test(error.message)) {
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
