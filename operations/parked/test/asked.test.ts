import { expect } from "chai";
import { Misunderstood, readAsked } from "../asked.ts";

const env = { RABBITMQ_URL: "amqp://operator:secret@localhost:5672", USER: "ada" };
const read = (line: string, environment: Readonly<Record<string, string>> = env) =>
  readAsked(line.split(" "), environment);

/** What is wrong with a command line, line by line. */
function wrong(line: string, environment: Readonly<Record<string, string>> = env): readonly string[] {
  try {
    readAsked(line === "" ? [] : line.split(" "), environment);
    return [];
  } catch (error) {
    if (!(error instanceof Misunderstood)) throw error;
    return error.message.split("\n");
  }
}

describe("npm run parked is asked", () => {
  it("for all that is parked", () => {
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

  it("for some of it, by everything that can be said of it", () => {
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

  it("with options before the command, or with =", () => {
    expect(read("--url=http://localhost:8080/ --json count", { STAFF: "a.b.c" })).to.deep.include({
      command: "count",
      json: true,
      place: { at: "company", url: "http://localhost:8080", token: "a.b.c" },
    });
  });

  it("for help, whatever else is said", () => {
    expect(read("--help --nonsense", {})).to.equal("help");
  });
});

describe("npm run parked does not understand, and says everything that is wrong at once,", () => {
  it("no command and no place", () => {
    expect(wrong("", {})).to.deep.equal([
      "no command is given: it must be one of list, show, count, redrive, drop",
      "nothing says where: set RABBITMQ_URL to amqp://operator:password@localhost:5672, or give --url http://localhost:8080 for npm start",
    ]);
  });

  it("options and values that there are not", () => {
    expect(
      wrong("lst --serivce payments --service kitchen --reason bad --after yesterday --rate 0 --json=x"),
    ).to.deep.equal([
      "--serivce is not known: --help names all options",
      "--json stands alone: leave out =x",
      "there is no command lst: it must be one of list, show, count, redrive, drop",
      '--after is "yesterday": it must be a day or a moment, such as 2026-01-02 or 2026-01-02T18:00:00Z',
      '--service is "kitchen": it must be one of orders, payments, restaurants, couriers, notifications',
      '--reason is "bad": it must be one of invalid-json, invalid-envelope, wrong-sender, unknown-type, unknown-version, schema-violation, too-large, unprocessable, not-storable, retries-exhausted, kills-its-consumer, delivery-limit',
      '--rate is "0": it must be a number above 0, and 100000 at most',
    ]);
  });

  it("a moment without its time zone, and one that there is not", () => {
    expect(wrong("list --after 2026-01-02T18:00:00 --before 2026-13-01")).to.have.length(2);
  });

  it("options that another command has, and options without their value", () => {
    expect(wrong("list --why --dry-run --service")).to.deep.equal([
      "--why must be followed by <text>",
      "--service must be followed by <name>",
    ]);
    expect(wrong("list --dry-run --rate 3")).to.deep.equal([
      "--dry-run is for redrive and drop, not for list",
      "--rate is for redrive and drop, not for list",
    ]);
  });

  it("redriving and dropping everything by accident", () => {
    expect(wrong("redrive")).to.deep.equal([
      "redrive needs to know which: ids, a filter such as --service, or --all",
    ]);
    expect(wrong("redrive --all")).to.deep.equal([]);
  });

  it("dropping without a reason, or by nobody", () => {
    expect(wrong("drop one")).to.deep.equal(["drop needs --why: it is for good, and somebody will ask"]);
    expect(wrong("drop one --why junk", { RABBITMQ_URL: "amqp://localhost" })).to.deep.equal([
      "nobody is logged in: say who you are with --by",
    ]);
  });

  it("places that cannot be read, without showing a password", () => {
    expect(wrong("list", { RABBITMQ_URL: "http://operator:secret@localhost" })).to.deep.equal([
      "RABBITMQ_URL cannot be read: it must be a URL such as amqp://operator:password@localhost:5672",
    ]);
    expect(wrong("list --url localhost:8080")).to.deep.equal([
      '--url is "localhost:8080": it must be a URL such as http://localhost:8080',
    ]);
    expect(wrong("list --url http://localhost:8080", {})).to.deep.equal([
      "STAFF is not set: paste the line that begins with export STAFF, which npm start printed",
    ]);
  });
});
