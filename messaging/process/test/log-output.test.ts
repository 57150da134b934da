import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { expect } from "chai";

/** Logs for a while, and says on standard error how many lines it could not write, and that it lives. */
const talkative = `
  const { createLog } = await import("#messaging/telemetry/log.ts");
  let lost = 0;
  const log = createLog("payments", "info", () => { lost += 1; });
  for (let line = 0; line < 30; line += 1) {
    log.info({ line }, "handled");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  console.error(lost > 0 ? "lost lines, and lives" : "lost none");
`;

const told = async (stdout: "pipe" | number, begun: (child: ChildProcess) => void): Promise<string> => {
  const args = ["--import", "tsx", "--input-type=module", "-e", talkative];
  const child = spawn(process.execPath, args, { stdio: ["ignore", stdout, "pipe"] });
  begun(child);
  let text = "";
  child.stderr?.on("data", (more) => {
    text += more;
  });
  await once(child, "close");
  return text.trim();
};

describe("The log of a process", () => {
  it("ends nothing when nobody reads it any more", async () => {
    expect(await told("pipe", ({ stdout }) => stdout?.destroy())).to.equal("lost lines, and lives");
  }).timeout(30_000);

  it("ends nothing when the disk that it is written to is full", async () => {
    expect(await told(openSync("/dev/full", "w"), () => {})).to.equal("lost lines, and lives");
  }).timeout(30_000);
});
