import { expect } from "chai";
import { stories } from "../stories/index.ts";
import { endAll, ended, start, startStage } from "./processes.ts";

const demo = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  ended(startStage("demo.ts", args, env));

describe("npm run demo", function () {
  this.timeout(60_000);
  afterEach(endAll);

  it("lists the stories without running them", async () => {
    const { status, said, complained } = await demo(["--list"]);

    const names = said.split("\n").map((line) => line.split(" ")[0]);
    expect(names).to.deep.equal([...stories.map(({ name }) => name), ""]);
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });

  it("runs a story: its description, the timeline, the result, and the table", async () => {
    const { status, said } = await demo(["--story", "declined"]);

    expect(said).to.match(
      /^\ndeclined\nThe card is declined: the order is cancelled, and the kitchen never starts\.\n\n/,
    );
    expect(said).to.include(
      "\n  +00:00:00.000  orders          place-order → order awaiting-payment · publishes order-placed\n",
    );
    expect(said).to.match(
      /\n✓ all \d+ invariants hold: 1 order, 4 events, 1 duplicate, \d+ ms of virtual time\n/,
    );
    expect(said).to.match(/\n│ declined │ +1 │ +4 │ +1 │ +0 │ +0 │ +\d+ ms │ +0 │\n/);
    expect(said.endsWith("\n1 story, 0 violations (seed 1)\n")).to.equal(true);
    expect(said, "plain where it is no terminal").to.not.include("\u001B");
    expect(status).to.equal(0);
  });

  it("is colored if requested, and not if NO_COLOR is set", async () => {
    const [coloured, plain] = await Promise.all([
      demo(["--story", "declined"], { FORCE_COLOR: "1" }),
      demo(["--story", "declined"], { FORCE_COLOR: "1", NO_COLOR: "1" }),
    ]);

    expect(coloured.said).to.include("\u001B[32m✓");
    expect(plain.said).to.not.include("\u001B");
  });

  it("shows one order of a crowd, and how many it does not show", async () => {
    const { said } = await demo(["--story", "photo-finish"]);

    expect(said).to.include("\n  … and 39 more orders, not shown\n");
    expect(said.match(/place-order →/g)).to.have.length(1);
  });

  it("prints one line of JSON per story, the same bytes for the same seed", async () => {
    const args = ["--json", "--seed", "7", "--story", "declined", "--story", "kitchen-overloaded"];
    const [once, again] = await Promise.all([demo(args), demo(args)]);

    const lines = once.said.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).name)).to.deep.equal(["declined", "kitchen-overloaded"]);
    expect(Object.keys(JSON.parse(lines[0] ?? ""))).to.deep.equal([
      "name",
      "orders",
      "events",
      "duplicates",
      "retries",
      "parked",
      "tookMs",
      "violations",
    ]);
    expect(again.said).to.equal(once.said);
  });

  it("without a guarantee prints what is missing, what broke and how to reproduce it, and exits with 1", async () => {
    const { status, said } = await demo(["--without", "refund", "--seed", "3"]);

    expect(said).to.include("\nWithout refund: Payments never asks the provider for a refund.\n");
    expect(said).to.match(/\n✗ 1 violation\n {2}the customer pays .* 0 is due, 950 was kept\n/);
    expect(said).to.include(
      "\n  run again: npm run demo -- --without refund --story cancelled-while-cooking --seed 3\n",
    );
    expect(said.endsWith("\n1 story, 1 violation (seed 3)\n")).to.equal(true);
    expect(status).to.equal(1);
  });

  it("without a guarantee reports the violations in JSON, too", async () => {
    const { status, said } = await demo(["--json", "--without", "refund"]);

    expect(JSON.parse(said).violations).to.have.length(1);
    expect(status).to.equal(1);
  });

  it("ends silently when the pipe is closed", async () => {
    const command = `"${process.execPath}" --import tsx stage/demo.ts | head -1; echo "status \${PIPESTATUS[0]}"`;
    const { said, complained } = await ended(start("bash", ["--norc", "-c", command]));

    expect(complained).to.equal("");
    expect(said).to.equal("\nstatus 0\n");
  });

  const refusals = [
    [
      ["--story", "nobody"],
      "option '--story <name>' argument 'nobody' is invalid: no such story; see --list.",
    ],
    [
      ["--without", "sense"],
      "option '--without <guarantee>' argument 'sense' is invalid: no such guarantee; see --help.",
    ],
    [
      ["--seed", "1.5"],
      "option '--seed <number>' argument '1.5' is invalid: give a whole number, 0 or more.",
    ],
    [
      ["--url", "localhost"],
      "option '--url <url>' argument 'localhost' is invalid: give a URL such as http://localhost:8080.",
    ],
    [
      ["--url", "http://localhost:1", "--without", "dedup"],
      "--without works only with the embedded company: leave out --url",
    ],
    [
      ["--url", "http://localhost:1", "--story", "poison-among-a-hundred"],
      "poison-among-a-hundred needs fault injection, which works only in the embedded company: leave out --url",
    ],
    [["--seed"], "option '--seed <number>' argument missing"],
    [["--loud"], "unknown option '--loud': see --help"],
    [["delivered"], "too many arguments. Expected 0 arguments but got 1: see --help"],
  ] as const;
  for (const [args, complaint] of refusals) {
    it(`${args.join(" ")}: one line, and exit status 2`, async () => {
      const { status, said, complained } = await demo(args);

      expect(complained).to.equal(`npm run demo: ${complaint}\n`);
      expect(said).to.equal("");
      expect(status).to.equal(2);
    });
  }
});
