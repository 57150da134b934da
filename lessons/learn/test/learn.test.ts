import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const program = fileURLToPath(new URL("../learn.ts", import.meta.url));

function learn(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", program, ...args], (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe("npm run learn, without a terminal", () => {
  it("prints one line of JSON a side, the same for the same seed", async () => {
    const runs = await Promise.all([1, 2].map(() => learn("lost-answers", "--off", "--json", "--seed", "7")));
    const [one, two] = runs.map(({ stdout }) => JSON.parse(stdout));
    expect(one).to.include({ lesson: "lost-answers", side: "off", seed: 7 });
    expect(one.measured).to.deep.equal(two.measured);
  });

  it("shows a question with its points, lessons and answer", async () => {
    const { stdout } = await learn("--question", "14");
    expect(stdout).to.include("Say").and.include("npm run learn -- lost-answers").and.include("The cure is");
  });

  for (const [args, problem] of [
    [["lost"], "did you mean lost-answers?"],
    [["refund"], "did you mean compensation or npm run demo -- --without refund?"],
    [["Outbx"], "lesson 'Outbx' is invalid: there is no such lesson; did you mean outbox?"],
    [["--json"], "--json is about a lesson: name one"],
    [["--question", "91"], "there are 90 questions"],
    [["retries", "--set", "outage=0"], "give a number from 1 to 120 (s)"],
    [["--interview", "2"], "it needs a terminal"],
  ] as const) {
    it(`${args.join(" ")} is one sentence and exit status 2`, async () => {
      const { status, stderr } = await learn(...args);
      expect(stderr).to.include(problem);
      expect(stderr.trim().split("\n")).to.have.length(1);
      expect(status).to.equal(2);
    });
  }
});
