import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import { expect } from "chai";
import { parkedExchange } from "#contracts/exchanges.ts";
import { endAll, ended, saying, start } from "#stage/test/processes.ts";
import { documentAt, fencesOf } from "#tooling/documents/documents.ts";
import { run } from "#tooling/documents/run-commands.ts";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import type { RabbitMq } from "#tooling/servers/rabbitmq.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";
import { definitionsOf } from "../../rabbitmq/definitions.ts";
import { passwords } from "../../test/passwords.ts";
import { rawMessage } from "./conformance.ts";

describeOnRabbitMq("npm run parked", (rabbitmq) => {
  let admin: string;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pas-de-cinq-parked-"));
  });
  beforeEach(async () => {
    admin = await deployed(rabbitmq());
  });
  afterEach(endAll);
  after(() => rm(folder, { recursive: true }));

  const as = (user: "operator" | "orders", password: string = `${user}-of-the-tests`) => {
    const url = new URL(admin);
    Object.assign(url, { username: user, password });
    return url.href;
  };
  const program = (url: string, ...args: readonly string[]) =>
    start(process.execPath, ["--import", "tsx", "operations/parked/parked.ts", ...args], {
      RABBITMQ_URL: url,
      USER: "ada",
    });
  const auditOf = async (file: string) =>
    (await readFile(file, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("needs only the permissions of the operator; the README's commands work as written", async () => {
    await park(admin, "payments", 3);
    const [commands = ""] = fencesOf(documentAt("operations/parked/README.md"))
      .filter(({ mark }) => mark === "runs in a test")
      .map(({ body }) => body);
    const audit = join(folder, "readme.jsonl");
    const printed = await run(
      commands
        .replace("amqp://operator:operator-development@localhost:5672", as("operator"))
        .replaceAll("npm run parked", "npm run -s parked")
        .replace("--by ada", `--by ada --audit ${audit}`),
    );

    expect(printed).to.match(/payments {2}unprocessable .* id-of-3\n/);
    expect(printed).to.include(`3 of 3 redriven; recorded in ${audit}\n`);
    expect(await ids(admin, "payments.inbox")).to.deep.equal(["id-of-1", "id-of-2", "id-of-3"]);
    expect(await ids(admin, "payments.parked")).to.deep.equal([]);
    expect((await auditOf(audit)).map(({ by, did, id }) => `${by} ${did} ${id}`)).to.deep.equal([
      "ada redrive id-of-1",
      "ada redrive id-of-2",
      "ada redrive id-of-3",
    ]);
    expect((await auditOf(audit))[0].where).to.equal(
      `amqp://${new URL(admin).host}${new URL(admin).pathname}`,
    );
    expect((await stat(audit)).mode & 0o777).to.equal(0o600);
  });

  it("loses nothing when it is killed in the middle", async () => {
    await park(admin, "payments", 40);
    // One a second: on a machine of any speed, most are still parked when it is killed.
    const args = ["redrive", "--all", "--rate", "1", "--audit", join(folder, "killed.jsonl")];
    const operator = program(as("operator"), ...args);
    await saying(operator, "id-of-2\n");
    operator.kill("SIGKILL");
    await ended(operator);
    const [handedBack, parked] = [await ids(admin, "payments.inbox"), await ids(admin, "payments.parked")];

    expect(handedBack.length).to.be.within(2, 39);
    expect(parked.length).to.be.within(1, 39);
    expect(new Set([...handedBack, ...parked])).to.have.property("size", 40);
    expect(handedBack.length + parked.length).to.be.at.most(41);
  });

  it("stops cleanly at Ctrl-C, and reports its progress", async () => {
    await park(admin, "payments", 40);
    const audit = join(folder, "interrupted.jsonl");
    const operator = program(as("operator"), "redrive", "--all", "--rate", "1", "--audit", audit);
    const end = ended(operator);
    await saying(operator, "id-of-2\n");
    operator.kill("SIGINT");
    const { said, status } = await end;
    const [, done = "0"] = /\n(\d+) of 40 redriven; recorded in /.exec(said) ?? [];

    expect(status).to.equal(1);
    expect(await ids(admin, "payments.inbox")).to.have.length(Number(done));
    expect(await ids(admin, "payments.parked")).to.have.length(40 - Number(done));
    expect(await auditOf(audit)).to.have.length(Number(done));
  });

  it("asks for the service if several have parked a message", async () => {
    await park(admin, "payments", 1);
    await park(admin, "orders", 1);
    const { complained, status } = await ended(program(as("operator"), "redrive", "id-of-1"));

    expect(complained).to.equal("id-of-1 is parked by orders and payments: choose one with --service\n");
    expect(status).to.equal(1);
    expect(await ids(admin, "payments.parked")).to.have.length(1);
  });

  it("names the ids that it cannot find, and does the rest", async () => {
    await park(admin, "payments", 1);
    const audit = join(folder, "rest.jsonl");
    const args = ["drop", "id-of-1", "id-of-2", "--why", "junk", "--audit", audit];
    const { complained, said, status } = await ended(program(as("operator"), ...args));

    expect(complained).to.equal(
      "id-of-2 is not parked, or does not match the filters: list shows all parked messages\n",
    );
    expect(said).to.match(/\n1 of 1 dropped; /);
    expect(status).to.equal(1);
    expect((await auditOf(audit))[0].message.bodyBase64).to.equal(
      Buffer.from(rawMessage("1").body).toString("base64"),
    );
  });

  it("does not redrive a wrong-sender", async () => {
    await park(admin, "payments", 1, { "x-reason": "wrong-sender" });
    const args = ["redrive", "--all", "--audit", join(folder, "wrong.jsonl")];
    const { complained, status } = await ended(program(as("operator"), ...args));

    expect(complained).to.match(/^1 not redriven: their reason is wrong-sender/);
    expect(status).to.equal(1);
    expect(await ids(admin, "payments.parked")).to.have.length(1);
  });

  it("does nothing if it cannot write the audit log", async () => {
    await park(admin, "payments", 1);
    const { complained, status } = await ended(
      program(as("operator"), "redrive", "--all", "--audit", join(folder, "no", "such", "folder")),
    );

    expect(complained).to.match(
      /^the audit log cannot be opened: ENOENT.*; choose another file with --audit\n$/,
    );
    expect(status).to.equal(1);
    expect(await ids(admin, "payments.parked")).to.have.length(1);
  });

  it("says what to do about a wrong password and a missing permission", async () => {
    const [wrong, orders] = await Promise.all([
      ended(program(as("operator", "guessed"), "list")),
      ended(program(as("orders"), "list")),
    ]);

    expect(wrong.complained).to.match(
      /^RabbitMQ at \S+ refuses user operator: check the user and the password in RABBITMQ_URL\n$/,
    );
    expect(orders.complained).to.equal(
      "orders.parked cannot be locked: this user lacks the permission; set RABBITMQ_URL to the user operator\n",
    );
    expect([wrong.status, orders.status]).to.deep.equal([1, 1]);
  });
});

/** A virtual host with the definitions of the deployment; its administrator's URL. */
async function deployed(rabbitmq: RabbitMq): Promise<string> {
  const url = await rabbitmq.freshVhost();
  await rabbitmq.load(definitionsOf(passwords, decodeURIComponent(new URL(url).pathname.slice(1))));
  return url;
}

/** Puts this many messages into a parked queue: id-of-1, id-of-2, … */
async function park(url: string, service: string, count: number, more: object = {}): Promise<void> {
  const messages = Array.from({ length: count }, (_, i) => {
    const { body, headers, messageId } = rawMessage(String(i + 1));
    const routing = { exchange: parkedExchange, routingKey: service };
    return { ...routing, body, messageId, headers: { ...headers, ...more } };
  });
  await publishConfirmed(url, messages);
}

/** The ids of the messages in a queue, in order. The messages stay in the queue. */
async function ids(url: string, queue: string): Promise<readonly string[]> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const found: string[] = [];
  for (let one = await channel.get(queue); one; one = await channel.get(queue)) {
    found.push(String(one.properties.messageId));
  }
  await connection.close();
  return found;
}
