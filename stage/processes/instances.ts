import type { ServiceName } from "#contracts/generated/events.ts";
import { type Child, type ChildOptions, gone, ready, startChild } from "#tooling/servers/child.ts";
import { freePort } from "#tooling/servers/ports.ts";

/** A running instance of a service, or the payment provider. */
export interface Instance {
  readonly child: Child;
  readonly url: string;
}

export interface InstancesOptions {
  /** The environment of an instance that listens on a port. */
  readonly environment: (
    service: ServiceName,
    instance: number,
    port: number,
  ) => Readonly<Record<string, string>>;
  /** The folder for the logs of each process. Default: standard error is shown. */
  readonly logs: string | undefined;
}

/** The company's processes: each instance of each service, by name (`orders#1`), and the programs they depend on. */
export class Instances {
  readonly #options: InstancesOptions;
  readonly #running = new Map<string, Instance>();
  /** Every process ever started, whether or not it became ready. */
  readonly #children: Child[] = [];

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** Starts a program that is not a service. */
  startProgram(name: string, { main, environment }: Omit<ChildOptions, "log">): Child {
    const { logs } = this.#options;
    const child = startChild({
      main,
      environment,
      log: logs === undefined ? undefined : `${logs}/${name}.log`,
    });
    this.#children.push(child);
    return child;
  }

  /** Starts an instance, and waits until it is ready. @throws Error with its standard error if it ends first */
  async start(service: ServiceName, instance = 1): Promise<void> {
    const name = nameOf(service, instance);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const environment = this.#options.environment(service, instance, port);
    const child = this.startProgram(name, { main: `${service}/main.ts`, environment });
    await ready(`${url}/readyz`, child).catch((error) => {
      child.process.kill("SIGKILL");
      throw error;
    });
    this.#running.set(name, { child, url });
  }

  /** @throws Error if it is not running */
  find(service: ServiceName, instance: number): Instance {
    const found = this.#running.get(nameOf(service, instance));
    if (!found) throw new Error(`${nameOf(service, instance)} is not running`);
    return found;
  }

  list(): readonly (readonly [name: string, instance: Instance])[] {
    return [...this.#running];
  }

  /** The URLs of a service's running instances. */
  urlsOf(service: string): readonly string[] {
    return this.list().flatMap(([name, { url }]) => (name.startsWith(`${service}#`) ? [url] : []));
  }

  /** Kills an instance with SIGKILL, and waits until it has exited. */
  async kill(service: ServiceName, instance = 1): Promise<void> {
    const { child } = this.find(service, instance);
    this.#running.delete(nameOf(service, instance));
    child.process.kill("SIGKILL");
    await gone(child);
  }

  /** Shuts every instance down gracefully, and returns their exit statuses. */
  async stop(): Promise<readonly (number | null)[]> {
    const children = this.list().map(([, { child }]) => child);
    for (const { process } of children) process.kill("SIGTERM");
    return await Promise.all(children.map(gone));
  }

  /** Kills every process, ready or not. */
  async abort(): Promise<void> {
    for (const { process } of this.#children) process.kill("SIGKILL");
    await Promise.all(this.#children.map(gone));
  }
}

const nameOf = (service: ServiceName, instance: number): string => `${service}#${instance}`;
