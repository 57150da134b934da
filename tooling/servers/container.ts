// A throw-away server as a Docker container.
import { command } from "./command.ts";
import { guard } from "./guard.ts";
import type { Host } from "./host.ts";

export type ContainerOptions = {
  name: string;
  image: string;
  /** Port of this machine → port of the container; on loopback only. */
  ports: Readonly<Record<number, number>>;
  args?: readonly string[];
};

/** Stops, kills and starts the same container, so that its data and its port stay. */
export function containerHost({ name, image, ports, args = [] }: ContainerOptions): Host {
  const published = Object.entries(ports).flatMap(([here, there]) => ["-p", `127.0.0.1:${here}:${there}`]);
  const remove = guard("docker", "rm", "-f", "-v", name);
  let created = false;
  return {
    async start() {
      // The host name is fixed, as RabbitMQ calls its data folder by it.
      const create = ["run", "-d", "--name", name, "--hostname", name, ...published, image, ...args];
      await command("docker", created ? ["start", name] : create);
      created = true;
    },
    stop: async () => void (await command("docker", ["stop", "-t", "30", name])),
    kill: async () => void (await command("docker", ["kill", name])),
    remove,
    run: (tool, toolArgs, input = "") =>
      command("docker", ["exec", "-i", name, tool, ...toolArgs], { input }),
    running: async () =>
      (await command("docker", ["inspect", "-f", "{{.State.Running}}", name])).trim() === "true",
    log: () => command("docker", ["logs", name]),
  };
}
