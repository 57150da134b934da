// One example per way to call the demo; hence the length.

import { expect } from "chai";
import { disabledGuarantees } from "../guarantees/disabled-guarantees.ts";
import { stories } from "../stories/index.ts";
import { endAll, ended, start, startStage } from "./processes.ts";

const demo = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  ended(startStage("demo.ts", args, env));

const widest = (text: string): number => Math.max(...text.split("\n").map((line) => [...line].length));

describe("npm run demo", () => {
  afterEach(endAll);

  it("--list names the stories and the guarantees, and runs none", async () => {
    const { status, said, complained } = await demo(["--list"]);

    for (const { name } of [...stories, ...disabledGuarantees])
      expect(said).to.match(new RegExp(`^  ${name} `, "m"));
    expect(widest(said)).to.be.at.most(100);
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });

  it("--without alone lists the guarantees", async () => {
    const { status, said } = await demo(["--without"]);

    for (const { name } of disabledGuarantees) expect(said).to.include(`\n  ${name} `);
    expect(said).to.not.include("delivered");
    expect(status).to.equal(0);
  });

  it("tells a story: what it is about, what happened, the proof, the moral, and what to try next", async () => {
    const { status, said } = await demo(["--story", "answer-lost"]);

    expect(said).to.match(/^Symbols: ✦ a person, (.*\n){4}\nanswer-lost\nThe provider charges the card, /);
    expect(said).to.include(
      "\n  0:00.000  #1  ada           ✦ orders 1 margherita from trattoria-sole, card tok_lost\n" +
        "  0:00.033  #1  orders        place-order → order awaiting-payment · publishes order-placed\n",
    );
    expect(said).to.include("€ ledger: charged €9.50 (key charge:#1)\n");
    expect(said).to.match(
      /↻ charge, attempt 2, the same key charge:#1: answered; € ledger:\s+still 1 charge\n/,
    );
    expect(said).to.include(" ✉ “Your order has been delivered”\n");
    expect(said).to.match(
      /\n✓ all \d+ invariants hold: 1 order, \d+ events, 1 duplicate, 35 min of virtual time\n/,
    );
    expect(said).to.match(/\n {2}Moral {5}One key for all attempts: one charge\. The key /);
    expect(said).to.include("\n  Asked     “What is an Idempotency-Key?” (docs/questions/brokers.md, 55)\n");
    expect(said.endsWith("\n  Try       npm run demo -- --without idempotency-key\n")).to.equal(true);
    expect(said, "plain where it is no terminal").to.not.include("\u001B");
    expect(status).to.equal(0);
  });

  it("marks where a fault begins, and where it ends", async () => {
    const { said } = await demo(["--story", "crash-before-publishing"]);

    expect(said).to.match(/orders {8}✝ orders#1 is killed: it has committed, and not yet published\n/);
    expect(said).to.match(
      /orders {8}▲ orders#1 starts again after 1 min\n.* ↻ publishes order-placed from the outbox\n/,
    );
  });

  it("follows a message through every retry tier until it is parked", async () => {
    const { said } = await demo(["--story", "retries-exhausted"]);

    const tiers = [...said.matchAll(/ orders {8}order-picked-up ↻ attempt \d in (\S+):/g)].map(
      ([, tier]) => tier,
    );
    expect(tiers).to.deep.equal(["1s", "5s", "30s", "2m", "10m"]);
    expect(said).to.match(/ orders {8}order-picked-up ⚑ parked, retries-exhausted: there is/);
    expect(said).to.match(
      /\n✓ all \d+ invariants hold: .*, 10 retries, 2 parked, 35 min of virtual\s+time\n/,
    );
  });

  it("is colored if requested, and not if NO_COLOR is set", async () => {
    const [coloured, plain] = await Promise.all([
      demo(["--story", "declined"], { FORCE_COLOR: "1" }),
      demo(["--story", "declined"], { FORCE_COLOR: "1", NO_COLOR: "1" }),
    ]);

    expect(coloured.said).to.include("\u001B[32m✓");
    expect(plain.said).to.not.include("\u001B");
  });

  it("shows one order of a crowd, and sums up what became of the others, and who worked", async () => {
    const { said } = await demo(["--story", "photo-finish"]);

    expect(said).to.match(/\n +… and 39 more orders\n/);
    expect(said).to.match(/\n {2}40 orders: \d+ paid in time and delivered, \d+ expired and refunded\n/);
    expect(said).to.match(/\n {2}handled by orders#1 \d+, orders#2 \d+\n/);
    expect(said.match(/place-order →/g)).to.have.length(1);
  });

  it("alone shows one story in full, the others in a line each, and three things to try", async () => {
    const { status, said } = await demo([]);

    expect(said).to.include("\ncrash-before-publishing\n");
    expect(said.match(/^✓ [a-z-]+ {2,}\S.*\.$/gm)).to.have.length(stories.length - 1);
    expect(said).to.include(
      `\n${stories.length} stories, 0 violations (seed 1)\n\nThree things to try\n  npm run demo -- --without outbox `,
    );
    expect(said.split("\n")).to.have.length.below(100);
    expect(status).to.equal(0);
  });

  it("says for programs one line a story, and the same bytes for the same seed", async () => {
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

  it("without a guarantee says who was harmed, why, and what prevents it; the books come last; exits with 1", async () => {
    const { status, said } = await demo(["--without", "refund", "--seed", "3"]);

    expect(said).to.include("\ncancelled-while-cooking, without refund\n");
    expect(said).to.include(
      "\n\n✗ Ada paid €9.50 for #1, which was cancelled, and never got it back.\n  Why       The order was cancelled ",
    );
    expect(said).to.match(/\n {2}Prevented Payments consumes the cancellation/);
    expect(
      said.endsWith(
        "  Books     1 violation of 1 promise; --json lists them\n  Again     npm run demo -- --without refund --seed 3\n",
      ),
    ).to.equal(true);
    expect(status).to.equal(1);
  });

  it("without a guarantee that the story does not need says so, and names the story that does", async () => {
    const { status, said } = await demo(["--without", "outbox", "--story", "delivered"]);

    expect(said.replaceAll(/\s+/g, " "))
      .to.include("Unharmed This run did not need outbox, so nobody was harmed without it.")
      .and.include("The story that needs it is crash-before-publishing.")
      .and.match(/ Try npm run demo -- --without outbox $/);
    expect(status).to.equal(0);
  });

  it("--without idempotency-key reads in less than 40 lines", async () => {
    const { said } = await demo(["--without", "idempotency-key"]);

    expect(said).to.include("\n✗ Ada was charged twice for #1: €19.00 instead of €9.50.\n");
    expect(said.split("\n")).to.have.length.below(40);
  });

  it("without a guarantee says so to programs, too", async () => {
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
      ["--story", "deliverd"],
      "option '--story <name>' argument 'deliverd' is invalid: no such story; did you mean delivered?",
    ],
    [
      ["--story", "nobody"],
      "option '--story <name>' argument 'nobody' is invalid: no such story; see --list.",
    ],
    [
      ["--without", "sense"],
      "option '--without [guarantee]' argument 'sense' is invalid: no such guarantee; see --without.",
    ],
    [
      ["--without", "outbox", "--without", "dedup"],
      "option '--without [guarantee]' argument 'dedup' is invalid: give one guarantee, so that its harm is told apart; the page of npm start switches off several.",
    ],
    [
      ["--without", "outbox,dedup"],
      "option '--without [guarantee]' argument 'outbox,dedup' is invalid: give one guarantee, so that its harm is told apart; the page of npm start switches off several.",
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
    [["delivered"], "argument 'delivered' is invalid: did you mean npm run demo -- --story delivered?"],
    [["outbx"], "argument 'outbx' is invalid: did you mean npm run demo -- --without outbox?"],
    [["nonsense"], "argument 'nonsense' is invalid: see --help."],
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
