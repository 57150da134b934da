import { expect } from "chai";
import { UsageError } from "#tooling/terminal/command-line.ts";
import { parseInvocation } from "../invocation.ts";

const env = { RABBITMQ_URL: "amqp://operator:secret@localhost:5672", USER: "ada" };
const read = (line: string, environment: Readonly<Record<string, string>> = env) =>
  parseInvocation(line.split(" "), environment);

/** The problems of a command line, one per line. */
function wrong(line: string, environment: Readonly<Record<string, string>> = env): readonly string[] {
  try {
    parseInvocation(line === "" ? [] : line.split(" "), environment);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.split("\n");
  }
}

describe("npm run parked accepts", () => {
  it("a command alone, for all parked messages", () => {
    expect(read("list")).to.deep.equal({
      command: "list",
      selection: { ids: [], services: [], reasons: [], types: [], orders: [] },
      place: { at: "broker", url: "amqp://operator:secret@localhost:5672" },
      json: false,
      dryRun: false,
      perSecond: 100,
      why: undefined,
      by: "ada",
      audit: "parked-audit.jsonl",
    });
  });

  it("ids and every filter", () => {
    const line =
      "redrive one two --service payments --service orders --reason unprocessable --type orders.order-placed.v1 " +
      "--order o-1 --after 2026-01-02 --before 2026-01-02T19:00:00+01:00 --rate 2.5 --by sam --why repaired --dry-run";
    expect(read(line)).to.deep.include({
      command: "redrive",
      selection: {
        ids: ["one", "two"],
        services: ["payments", "orders"],
        reasons: ["unprocessable"],
        types: ["orders.order-placed.v1"],
        orders: ["o-1"],
        after: "2026-01-02T00:00:00.000Z",
        before: "2026-01-02T18:00:00.000Z",
      },
      perSecond: 2.5,
      by: "sam",
      why: "repaired",
      dryRun: true,
    });
  });

  it("options before the command, and values after =", () => {
    expect(read("--url=http://localhost:8080/ --json count", { STAFF: "a.b.c" })).to.deep.include({
      command: "count",
      json: true,
      place: { at: "company", url: "http://localhost:8080", token: "a.b.c" },
    });
  });

  it("--help, with anything else", () => {
    expect(read("--help --nonsense", {})).to.have.property("help").that.includes("redrive");
  });
});

describe("npm run parked reports in one sentence:", () => {
  it("an option with a typo", () => {
    expect(wrong("list --serivce payments")).to.deep.equal([
      "unknown option '--serivce': did you mean --service?",
    ]);
  });

  it("an option without its value, so that --why --dry-run drops nothing", () => {
    expect(wrong("list --service")).to.deep.equal(["option '--service <name>' argument missing"]);
    expect(wrong("drop one --why --dry-run")).to.deep.equal([
      "option '--why <text>' argument '--dry-run' is invalid: --why must be followed by a value.",
    ]);
  });
});

describe("npm run parked reports all problems at once:", () => {
  it("no command and no place", () => {
    expect(wrong("", {})).to.deep.equal([
      "no command is given: it must be one of list, show, count, redrive, drop",
      "no broker is given: set RABBITMQ_URL to amqp://operator:password@localhost:5672, or give --url http://localhost:8080 for npm start",
    ]);
  });

  it("unknown values", () => {
    expect(wrong("lst --service kitchen --reason bad --after yesterday --rate 0")).to.deep.equal([
      "unknown command lst: it must be one of list, show, count, redrive, drop",
      '--after is "yesterday": it must be a date or a time with its zone, such as 2026-01-02 or 2026-01-02T18:00:00Z',
      '--service is "kitchen": it must be one of orders, payments, restaurants, couriers, notifications',
      '--reason is "bad": it must be one of invalid-json, invalid-envelope, wrong-sender, unknown-type, unknown-version, schema-violation, too-large, unprocessable, not-storable, retries-exhausted, kills-its-consumer, delivery-limit',
      '--rate is "0": it must be a number above 0, at most 100000',
    ]);
  });

  it("a rate that is not in decimal digits", () => {
    expect(wrong("redrive --all --rate 0x10 --by sam")).to.deep.equal([
      '--rate is "0x10": it must be a number above 0, at most 100000',
    ]);
  });

  it("a time without its zone, and a date that does not exist", () => {
    expect(wrong("list --after 2026-01-02T18:00:00 --before 2026-13-01")).to.have.length(2);
  });

  it("options of another command", () => {
    expect(wrong("list --dry-run --rate 3")).to.deep.equal([
      "--dry-run is for redrive and drop, not for list",
      "--rate is for redrive and drop, not for list",
    ]);
  });

  it("redriving and dropping everything by accident", () => {
    expect(wrong("redrive")).to.deep.equal([
      "redrive selects no messages: give ids, a filter such as --service, or --all",
    ]);
    expect(wrong("redrive --all")).to.deep.equal([]);
  });

  it("dropping without a reason or without a name", () => {
    expect(wrong("drop one")).to.deep.equal([
      "drop needs --why: a dropped message is gone for good, so record the reason",
    ]);
    expect(wrong("drop one --why junk", { RABBITMQ_URL: "amqp://localhost" })).to.deep.equal([
      "the user is unknown: give your name with --by",
    ]);
  });

  it("URLs that are not valid, without showing a password", () => {
    expect(wrong("list", { RABBITMQ_URL: "http://operator:secret@localhost" })).to.deep.equal([
      "RABBITMQ_URL is not valid: it must be a URL such as amqp://operator:password@localhost:5672",
    ]);
    expect(wrong("list --url localhost:8080")).to.deep.equal([
      '--url is "localhost:8080": it must be a URL such as http://localhost:8080',
    ]);
    expect(wrong("list --url http://localhost:8080", {})).to.deep.equal([
      "STAFF is not set: paste the line that begins with source from the output of npm start",
    ]);
  });
});
