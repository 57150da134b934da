import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { expect } from "chai";

/** Logs until a line is lost, for 10 s at most, then reports on standard error whether one was. */
const program = `
  const { createLog } = await import("#messaging/telemetry/log.ts");
  let lost = 0;
  const log = createLog("alerts", "info", () => { lost += 1; });
  for (let line = 0; lost === 0 && performance.now() < 10_000; line += 1) {
    log.info({ line }, "handled");
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.error(lost > 0 ? "lost lines, still running" : "lost none");
`;

const runWith = async (stdout: "pipe" | number, onStart: (child: ChildProcess) => void): Promise<string> => {
  const args = ["--import", "tsx", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { stdio: ["ignore", stdout, "pipe"] });
  onStart(child);
  let text = "";
  child.stderr?.on("data", (more) => {
    text += more;
  });
  await once(child, "close");
  return text.trim();
};

describe("The log of a process", () => {
  it("does not end the process when its reader closes the pipe", async () => {
    expect(await runWith("pipe", ({ stdout }) => stdout?.destroy())).to.equal("lost lines, still running");
  });

  it("does not end the process when the disk is full", async () => {
    expect(await runWith(openSync("/dev/full", "w"), () => {})).to.equal("lost lines, still running");
  });
});
