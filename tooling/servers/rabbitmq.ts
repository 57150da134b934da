// A RabbitMQ for tests: a throw-away broker on loopback, or one that RABBITMQ_URL names.
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { connect } from "amqplib";
import { containerHost } from "./container.ts";
import { findRabbitMqToStart, type Startable } from "./find.ts";
import { type BreakableServer, type Host, untilReady } from "./host.ts";
import { freePort } from "./ports.ts";
import { processHost } from "./process.ts";

export interface RabbitMq {
  /** Its administrator's URL. */
  url: string;
  /** Loads definitions: all of them, with users, or those of one virtual host: queues, exchanges and bindings. */
  load(definitions: object): Promise<void>;
  /** Creates an empty virtual host for one suite, and returns its URL. */
  freshVhost(): Promise<string>;
}

/** A broker that tests may break. Declared queues and confirmed messages survive a kill. */
export interface OwnRabbitMq extends RabbitMq, BreakableServer {
  /** Runs rabbitmqctl, in about 0.5 s. */
  ctl(...args: string[]): Promise<string>;
  /** Closes every client's connection (320, CONNECTION_FORCED). */
  closeConnections(): Promise<void>;
  /** Raises a memory alarm: the broker blocks every publishing connection until the alarm is cleared. */
  raiseMemoryAlarm(): Promise<void>;
  clearMemoryAlarm(): Promise<void>;
}

export type RabbitMqOptions = {
  /** The folder for its data; only for a local process. Default: the temporary folder. */
  folder?: string;
};

/** Starts an empty broker on a free port, in 5 to 10 s; rejects if no RabbitMQ is found. */
export async function startRabbitMq(
  place?: Startable,
  { folder = tmpdir() }: RabbitMqOptions = {},
): Promise<OwnRabbitMq> {
  const found = place ?? (await findRabbitMqToStart());
  if (found.at === "nowhere") throw new Error(found.reason);
  const port = await freePort();
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const host =
    found.at === "machine" ? await onMachine(found.program, port, folder) : inDocker(found.image, port);
  const rabbitmqctl = found.at === "machine" ? join(dirname(found.program), "rabbitmqctl") : "rabbitmqctl";
  const ctl = (...args: string[]) => host.run(rabbitmqctl, args);
  const load = async (definitions: object) =>
    void (await host.run("sh", ["-c", importThroughFile, rabbitmqctl], JSON.stringify(definitions)));
  const start = async () => {
    await host.start();
    await untilReady("RabbitMQ", host, async () => await (await connect(url, { timeout: 2_000 })).close());
  };
  await start().catch(async (error) => {
    await host.remove();
    throw error;
  });
  return {
    url,
    port,
    load,
    freshVhost: freshVhost(url, load),
    ctl,
    start,
    running: host.running,
    stop: host.stop,
    async kill() {
      // RabbitMQ persists its list of quorum queues some seconds late: after a kill, a queue declared just before would
      // never get a leader. No test is about that.
      await ctl("eval", "[dets:sync(Table) || Table <- dets:all()].").catch(() => {});
      await host.kill();
    },
    remove: host.remove,
    async restart() {
      await host.stop();
      await start();
    },
    closeConnections: async () => void (await ctl("close_all_connections", "requested by a test")),
    raiseMemoryAlarm: async () => void (await ctl("set_vm_memory_high_watermark", "0.0001")),
    clearMemoryAlarm: async () => void (await ctl("set_vm_memory_high_watermark", "0.4")),
  };
}

/**
 * A broker that was started elsewhere. Definitions are loaded through the management plugin's HTTP API, on the same
 * host at port 15672, or at RABBITMQ_MANAGEMENT_URL.
 */
export function rabbitMqAt(url: string, managementUrl = process.env.RABBITMQ_MANAGEMENT_URL): RabbitMq {
  const { hostname, username, password } = new URL(url);
  const api = new URL("/api/definitions", managementUrl ?? `http://${hostname}:15672`);
  const credentials = `${decodeURIComponent(username) || "guest"}:${decodeURIComponent(password) || "guest"}`;
  const load = async (definitions: object) => {
    const answer = await fetch(api, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
      },
      body: JSON.stringify(definitions),
    });
    if (!answer.ok)
      throw new Error(`${api} refused the definitions: ${answer.status} ${await answer.text()}`);
  };
  return { url, load, freshVhost: freshVhost(url, load) };
}

function freshVhost(url: string, load: RabbitMq["load"]): RabbitMq["freshVhost"] {
  return async () => {
    const vhost = `test-${crypto.randomUUID()}`;
    const user = decodeURIComponent(new URL(url).username) || "guest";
    const permissions = [{ user, vhost, configure: ".*", write: ".*", read: ".*" }];
    await load({ vhosts: [{ name: vhost }], permissions });
    return new URL(`/${vhost}`, url).href;
  };
}

function inDocker(image: string, port: number): Host {
  return containerHost({ name: `pas-de-cinq-rabbitmq-${port}`, image, ports: { [port]: 5672 } });
}

async function onMachine(program: string, port: number, folder: string): Promise<Host> {
  const home = await mkdtemp(join(folder, "pas-de-cinq-rabbitmq-"));
  const lines = [`listeners.tcp.1 = 127.0.0.1:${port}`, "log.console = true"];
  await writeFile(join(home, "rabbitmq.conf"), `${lines.join("\n")}\n`);
  await writeFile(join(home, "enabled_plugins"), "[].");
  const env = {
    ...process.env,
    PATH: [...erlangOf(program), process.env.PATH].join(delimiter),
    HOME: home,
    RABBITMQ_NODENAME: `pas-de-cinq-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_MNESIA_BASE: join(home, "mnesia"),
    RABBITMQ_LOG_BASE: home,
    RABBITMQ_CONFIG_FILE: join(home, "rabbitmq"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "enabled_plugins"),
    RABBITMQ_FEATURE_FLAGS_FILE: join(home, "feature_flags"),
    RABBITMQ_PID_FILE: join(home, "rabbitmq.pid"),
    RABBITMQ_CONF_ENV_FILE: "/dev/null",
    ERL_AFLAGS: "-kernel inet_dist_use_interface {127,0,0,1}",
    // Keeps the crash dump of a killed rabbitmqctl out of the current folder.
    ERL_CRASH_DUMP: join(home, "erl_crash.dump"),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: String(await freePort()),
  };
  // Starts epmd here, because the one that RabbitMQ starts would outlive it.
  const script = 'epmd -port "$ERL_EPMD_PORT" -address "$ERL_EPMD_ADDRESS" & exec "$0"';
  return processHost({ home, program: "sh", args: ["-c", script, program], env });
}

/** The Erlang unpacked with a server: the nearest `erlang/bin` above its program; empty if there is none. */
export function erlangOf(program: string): string[] {
  const folder = dirname(program);
  const bin = join(folder, "erlang", "bin");
  if (existsSync(join(bin, "erl"))) return [bin];
  return folder === program ? [] : erlangOf(folder);
}

// $0 is rabbitmqctl. On 4.0.1 to 4.0.5 it waits forever for the end of its standard input.
const importThroughFile = `
  file=$(mktemp) && trap 'rm -f "$file"' EXIT && cat > "$file" && "$0" import_definitions "$file"`;
