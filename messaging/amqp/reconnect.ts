import { type ChannelModel, connect } from "amqplib";
import { backoff } from "../backoff.ts";
import { type Clock, pause } from "../clock.ts";
import { harmless } from "../instance/observer-failures.ts";
import { closed } from "./closed.ts";
import { explain, Refused } from "./errors.ts";

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

/** The AMQP heartbeat, in seconds. A dead peer is detected after two missed heartbeats. */
const heartbeatSeconds = 10;
const connectTimeoutMs = 5_000;

/** A connection that reconnects by itself, and is set up again each time. */
export function createLink<Session>(options: LinkOptions<Session>) {
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
    /** What `setUp` returned for the current connection; undefined while there is none. */
    session: (): Session | undefined => current?.session,
    /** Resolves once there is a connection. Rejects if the broker refuses this client permanently. */
    connected: (): Promise<Session> =>
      current
        ? Promise.resolve(current.session)
        : new Promise((resolve, reject) => waiters.push({ resolve, reject })),
    /** False while there is no connection, or the broker blocks it because of a memory or disk alarm. */
    isUp: (): boolean => current !== undefined && !blocked,
    /** Closes the connection and reconnects at once. Recovers from a channel that the broker closed. */
    renew(): void {
      if (current) void closed(current.connection);
    },
    async close(): Promise<void> {
      closing.abort();
      waiters = [];
      if (current) await closed(current.connection);
      await running;
    },
  };
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
