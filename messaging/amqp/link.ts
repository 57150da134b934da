import { type ChannelModel, connect } from "amqplib";
import { backoff, type Clock, pause } from "../clock.ts";
import { harmless } from "../instance/harmless.ts";

export interface LinkOptions<Session> {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** What to set up on each new connection. It must end with a real request to the broker, so that a dead one rejects. */
  readonly setUp: (connection: ChannelModel) => Promise<Session>;
  /** Called when a connection is lost, and for each attempt that failed. */
  readonly onTrouble?: (why: Error) => void;
}

/** A connection that comes back: what it was set up with is renewed with it. */
export interface Link<Session> {
  /** What the present connection was set up with; undefined while there is none. */
  session(): Session | undefined;
  /** Resolves when there is a connection. Rejects when the broker refuses us for good. */
  connected(): Promise<Session>;
  /** False while there is no connection, or the broker has blocked it (a memory or disk alarm). */
  isUp(): boolean;
  /** Drops the present connection, to be renewed at once: the way out of a channel that was closed on us. */
  renew(): void;
  close(): Promise<void>;
}

/** How often each side asks whether the other is still there, in seconds: a dead peer is noticed within two of them. */
const heartbeatSeconds = 10;
const connectTimeoutMs = 5_000;

export function createLink<Session>(options: LinkOptions<Session>): Link<Session> {
  const { clock, random } = options;
  const onTrouble = options.onTrouble && harmless("onTrouble", options.onTrouble);
  const closing = new AbortController();
  let present: { connection: ChannelModel; session: Session } | undefined;
  let blocked = false;
  let waiters: { resolve: (session: Session) => void; reject: (error: Error) => void }[] = [];

  async function once(): Promise<void> {
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
      present = { connection, session };
      for (const { resolve } of waiters.splice(0)) resolve(session);
      const why = await lost;
      if (!closing.signal.aborted) onTrouble?.(why);
    } finally {
      present = undefined;
      await connection.close().catch(() => {});
    }
  }

  async function forever(): Promise<void> {
    for (let attempt = 1; !closing.signal.aborted; attempt += 1) {
      const began = clock.now();
      try {
        await once();
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

  const running = forever();
  return {
    session: () => present?.session,
    connected: () =>
      present
        ? Promise.resolve(present.session)
        : new Promise((resolve, reject) => waiters.push({ resolve, reject })),
    isUp: () => present !== undefined && !blocked,
    renew: () => void present?.connection.close().catch(() => {}),
    async close() {
      closing.abort();
      const { connection } = present ?? {};
      waiters = [];
      await connection?.close().catch(() => {});
      await running;
    },
  };
}

/** The broker is there, and will never let us in as we are: trying again does not help. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** The URL, with how often each side asks for the other. */
export function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has("heartbeat")) parsed.searchParams.set("heartbeat", String(heartbeatSeconds));
  return parsed.toString();
}

const alarm = (url: string, why: string): string =>
  `RabbitMQ at ${new URL(url).host} takes no messages now (${why}): give it memory or disk space; until then events wait in the outbox`;

/**
 * One sentence with the remedy, and never a password in it.
 *
 * @param setBy what the user and the password come from
 */
export function explain(thrown: unknown, url: string, setBy = "RABBITMQ_URL"): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { host, username, pathname } = new URL(url);
  const user = username || "guest";
  const denied = /(?:(?:configure|read|write) )?access to (?:queue|exchange|topic) [^"\n]+? refused/i.exec(
    error.message,
  )?.[0];
  if (denied) {
    return new Refused(
      `RabbitMQ at ${host} denies user ${user} a permission (${denied}): load definitions.json into the broker, which grants it`,
      { cause: error },
    );
  }
  if (/ACCESS[-_]REFUSED|\b403\b/i.test(error.message)) {
    return new Refused(
      `RabbitMQ at ${host} refuses user ${user}: check the user and the password in ${setBy}`,
      {
        cause: error,
      },
    );
  }
  // What the broker says instead of opening a virtual host, amqplib does not pass on.
  if (/Expected ConnectionOpenOk|NOT[-_]ALLOWED|\b530\b/i.test(error.message)) {
    return new Refused(
      `RabbitMQ at ${host} has no virtual host ${pathname} for user ${user}: check ${setBy}`,
      {
        cause: error,
      },
    );
  }
  return new Error(`RabbitMQ at ${host} cannot be reached: ${error.message}${smallFrames(url, setBy)}`, {
    cause: error,
  });
}

/** RabbitMQ 4.1 and newer reset the connection of a client that asks for smaller frames, in bytes, and give no reason. */
const smallestFrames = 8_192;

function smallFrames(url: string, setBy: string): string {
  const frameMax = Number(new URL(url).searchParams.get("frameMax") ?? smallestFrames);
  if (frameMax >= smallestFrames) return "";
  return `: ${setBy} asks for frames of ${frameMax} bytes, and RabbitMQ 4.1 and newer agree to none below ${smallestFrames}: remove frameMax`;
}
