import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../servers/ports.ts";
import { scripts } from "./documents.ts";

/** Runs a shell script at the top of the repository, and resolves to its output. @throws Error if it fails */
export function run(script: string, timeout = 60_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, NO_COLOR: "1" }, timeout, maxBuffer: 2 ** 26 };
    execFile("bash", ["-euo", "pipefail", "-c", script], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${script}\n${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

/** Like `run`, but also shows the output as it is printed. */
export function runAloud(script: string, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
      stdio: ["ignore", "pipe", "inherit"],
      timeout,
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      process.stdout.write(text);
    });
    child.once("error", reject);
    child.once("close", (status, signal) => {
      if (status === 0) resolve(printed);
      else reject(new Error(`it ended with ${signal ?? status}:\n${script}`));
    });
  });
}

/** The output of a command in a document, without npm's own. */
export const outputOf = (command: string): Promise<string> =>
  run(command.replace(/^npm run (?!-s |--silent )/, "npm run --silent "));

/** A company that was started by `npm start`. */
export interface Started {
  readonly url: string;
  /** The line that it prints to be pasted first: `source …`, a file with a token for each person. */
  readonly exports: string;
  stop(): Promise<void>;
}

/** Runs `npm start` on a free port. */
export async function startCompany(): Promise<Started> {
  const port = await freePort();
  const [program = "", ...args] = scripts.start.split(" ");
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8");
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`npm start ended with ${status}: ${said}`)));
    child.stdout.on("data", (text: string) => {
      said += text;
      if (/^source .*\n/m.test(said)) resolve();
    });
  });
  return {
    url: `http://localhost:${port}`,
    exports: said.match(/^source .*$/m)?.[0] ?? "",
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
