import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { eventually } from "#tooling/testing/eventually.ts";

/** A service in its own process, as an operator starts it. */
export interface ServiceProcess {
  /** The URL that it listens on, from its log. */
  url(): Promise<string>;
  /** The troubles from `/readyz`, once it answers with this status. */
  readyz(status: 200 | 503): Promise<readonly string[]>;
  /** Its exit status and its standard error. */
  ended(): Promise<{ readonly status: number | null; readonly said: string }>;
  signal(signal: NodeJS.Signals): void;
}

const children: ChildProcess[] = [];

/** Starts `<service>/main.ts` with exactly this environment. */
export function startService(service: string, environment: Readonly<Record<string, string>>): ServiceProcess {
  const child = spawn(process.execPath, ["--import", "tsx", `${service}/main.ts`], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const exit = once(child, "exit");
  const errors = text(child.stderr);
  const listens = new Promise<string>((resolve, reject) => {
    exit.then(async () => reject(new Error(`${service} ended: ${await errors}`)));
    createInterface(child.stdout).on("line", (line) => {
      const { url } = JSON.parse(line);
      if (typeof url === "string") resolve(url);
    });
  });
  // If the service exits, callers that wait for its URL or readiness get its error.
  listens.catch(() => {});
  const asked = async (url: string) => {
    const answer = await Promise.race([fetch(url), exit]).catch(() => exit);
    if (answer instanceof Response) return answer;
    throw new Error(`${service} ended: ${await errors}`);
  };
  return {
    url: () => listens,
    async readyz(status) {
      const url = await listens;
      let named: readonly string[] = [];
      await eventually(async () => {
        const response = await asked(`${url}/readyz`);
        named = Object(await response.json()).troubles ?? [];
        return response.status === status;
      }, 120_000);
      return named;
    },
    async ended() {
      const [[status], said] = await Promise.all([exit, errors]);
      return { status, said };
    },
    signal: (signal) => void child.kill(signal),
  };
}

/** Kills the services that a test left running. */
export function killServices(): void {
  for (const child of children.splice(0)) child.kill("SIGKILL");
}
