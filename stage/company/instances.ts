import { errorOf, Unavailable } from "#messaging/errors.ts";
import type { Message } from "#messaging/message.ts";
import { type Ports, type Running, type RunOptions, run } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import { type ByService, valueFor } from "./by-service.ts";
import { killable } from "./faults/killable.ts";
import { type InstanceId, nameOf } from "./instance-id.ts";

export interface InstancesOptions {
  /**
   * Called when an instance starts, and when it was killed or stopped. It is alive from then on, though it consumes only once it
   * has reached the broker.
   */
  readonly onInstance?: (
    who: InstanceId,
    is: "started" | "killed" | "stopped",
    before?: "commit" | "publish",
  ) => void;
  /** Called with each command before a service receives it. */
  readonly onCommand?: (message: Message) => void;
  /** Called with each command that an instance did not accept, and why: its client was told. */
  readonly onFailedCommand?: (who: InstanceId, message: Message, error: Error) => void;
  /**
   * Decorates the connection between an instance and the outside: delays, faults, a recorder. It outlives the instance: a request
   * in flight when the instance is killed still arrives.
   */
  readonly wire?: (ports: Ports, who: InstanceId) => Ports;
  /** Decorates the ports inside the process, for example to switch off a guarantee. A kill can stop it between any two steps. */
  readonly decorate?: (ports: Ports, who: InstanceId) => Ports;
  /** Replaces a service, for example by one with other reactions. */
  readonly replace?: (service: Service) => Service;
  readonly run?: RunOptions;
}

interface Alive {
  readonly who: InstanceId;
  readonly running: Running;
  kill(): void;
}

/** The running instances of an embedded company. */
export class Instances {
  readonly #definitions: ByService<Service>;
  readonly #connect: (who: InstanceId) => Ports;
  readonly #options: InstancesOptions;
  readonly #alive = new Map<string, Alive>();
  /** What ends a start: a process that is killed while it starts never says so. */
  readonly #starting = new Map<string, () => void>();
  #turn = 0;

  /** @param connect the ports of a new instance, before any decoration */
  constructor(
    definitions: ByService<Service>,
    connect: (who: InstanceId) => Ports,
    options: InstancesOptions,
  ) {
    this.#definitions = definitions;
    this.#connect = connect;
    this.#options = options;
  }

  async start(who: InstanceId): Promise<void> {
    const { decorate = same, onInstance, replace = (service) => service, wire = same } = this.#options;
    const name = nameOf(who);
    if (this.#alive.has(name) || this.#starting.has(name)) throw new Error(`${name} is running already`);
    const ports = this.#connect(who);
    const process = killable(() => void ports.broker.close());
    const killablePorts = process.wrap(decorate(process.wrap(wire(ports, who)), who));
    this.#starting.set(name, process.kill);
    const { service } = who;
    const options = { ...this.#options.run, instance: who.instance };
    onInstance?.(who, "started");
    try {
      const running = await run(replace(valueFor(this.#definitions, service)), killablePorts, options);
      this.#alive.set(name, { who, running: this.#observed(running, who), kill: process.kill });
    } catch (error) {
      onInstance?.(who, "stopped");
      throw error;
    } finally {
      this.#starting.delete(name);
    }
  }

  #observed(instance: Running, who: InstanceId): Running {
    const { onCommand, onFailedCommand } = this.#options;
    return {
      ...instance,
      submit(message, ...rest) {
        onCommand?.(message);
        const submitted = instance.submit(message, ...rest);
        submitted.catch((error) => onFailedCommand?.(who, message, errorOf(error)));
        return submitted;
      },
    };
  }

  /** Returns false if it was not running. */
  kill(who: InstanceId, before?: "commit" | "publish"): boolean {
    const end = this.#starting.get(nameOf(who)) ?? this.#take(who)?.kill;
    this.#starting.delete(nameOf(who));
    if (!end) return false;
    this.#options.onInstance?.(who, "killed", before);
    end();
    return true;
  }

  async retire(who: InstanceId, withinMs?: number): Promise<void> {
    const one = this.#take(who);
    if (!one) return;
    await one.running.stop(withinMs);
    this.#options.onInstance?.(who, "stopped");
    one.kill();
  }

  #take(who: InstanceId): Alive | undefined {
    const one = this.#alive.get(nameOf(who));
    this.#alive.delete(nameOf(who));
    return one;
  }

  reach(service: string): Running {
    const running = [...this.#alive.values()].filter(({ who }) => who.service === service);
    this.#turn += 1;
    const one = running[this.#turn % running.length];
    if (!one) throw new Unavailable(this.#whyUnreachable(service));
    return one.running;
  }

  /** A start ends once the broker has answered. */
  #whyUnreachable(service: string): string {
    const starting = [...this.#starting.keys()].filter((name) => name.startsWith(`${service}#`));
    if (starting.length === 0) return `no instance of ${service} is alive`;
    return `${starting.join(" and ")} ${starting.length === 1 ? "waits" : "wait"} for the broker`;
  }

  /** Whether an instance has work in memory, or is about to start. */
  isBusy(): boolean {
    return this.#starting.size > 0 || [...this.#alive.values()].some(({ running }) => running.isBusy());
  }

  /** Whether an instance of a service takes its store for away. It goes on trying, and so finds out when it is back. */
  missesStore(service: string): boolean {
    return [...this.#alive.values()].some(({ running, who }) => who.service === service && running.outage());
  }

  list(): readonly InstanceId[] {
    return [...this.#alive.values()].map(({ who }) => who);
  }

  async stop(withinMs?: number): Promise<void> {
    for (const end of this.#starting.values()) end();
    this.#starting.clear();
    await Promise.all([...this.#alive.values()].map(({ running }) => running.stop(withinMs)));
    for (const { who } of this.#alive.values()) this.#options.onInstance?.(who, "stopped");
    this.#alive.clear();
  }
}

const same = (ports: Ports): Ports => ports;
