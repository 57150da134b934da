import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findMongoDb, findMongoDbToStart, findRabbitMq, findRabbitMqToStart } from "../find.ts";
import { erlangOf } from "../rabbitmq.ts";

describe("Finding real servers", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "find-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("prefers the servers at the URLs", async () => {
    const urls = { RABBITMQ_URL: "amqp://broker", MONGODB_URL: "mongodb://store", PATH: folder };

    expect(await findRabbitMq(urls)).to.deep.equal({ at: "url", url: "amqp://broker" });
    expect(await findMongoDb(urls)).to.deep.equal({ at: "url", url: "mongodb://store" });
  });

  it("uses no URL for a server that tests may break", async () => {
    const mongod = await program("mongod");

    const found = await findMongoDbToStart({ MONGODB_URL: "mongodb://store", PATH: folder });

    expect(found).to.deep.equal({ at: "machine", program: mongod });
  });

  it("uses the mongod in MONGOD rather than the one on the PATH", async () => {
    await program("mongod");
    const named = await program("mongod-of-mine");

    expect(await findMongoDb({ MONGOD: named, PATH: folder })).to.deep.equal({
      at: "machine",
      program: named,
    });
  });

  it("uses the rabbitmq-server in RABBITMQ_SERVER rather than Debian's or the one on the PATH", async () => {
    await program("rabbitmq-server");
    const named = await program("rabbitmq-server-of-mine");

    expect(await findRabbitMqToStart({ RABBITMQ_SERVER: named, PATH: folder })).to.deep.equal({
      at: "machine",
      program: named,
    });
  });

  it("fails if a variable names a program that does not exist", async () => {
    await program("rabbitmq-server");
    await program("mongod");
    const nowhere = join(folder, "nowhere");

    expect(await whyNot(findRabbitMqToStart({ RABBITMQ_SERVER: nowhere, PATH: folder }))).to.equal(
      `RABBITMQ_SERVER names ${nowhere}, which is not a program: set it to the path of a rabbitmq-server`,
    );
    expect(await whyNot(findRabbitMqToStart({ RABBITMQ_SERVER: folder, PATH: folder }))).to.equal(
      `RABBITMQ_SERVER names ${folder}, which is not a program: set it to the path of a rabbitmq-server`,
    );
    const image = { RABBITMQ_IMAGE: "rabbitmq:of-mine", PATH: folder, DOCKER_HOST: "tcp://127.0.0.1:1" };
    expect(await whyNot(findRabbitMqToStart(image))).to.equal(
      "RABBITMQ_IMAGE names rabbitmq:of-mine, and no Docker daemon responds",
    );
    expect(await whyNot(findMongoDbToStart({ MONGOD: nowhere, PATH: folder }))).to.equal(
      `MONGOD names ${nowhere}, which is not a program: set it to the path of a mongod`,
    );
  });

  it("finds the Erlang beside a server's programs", async () => {
    await mkdir(join(folder, "usr/lib/erlang/bin"), { recursive: true });
    await mkdir(join(folder, "usr/lib/rabbitmq/bin"), { recursive: true });
    await program("usr/lib/erlang/bin/erl");
    const server = await program("usr/lib/rabbitmq/bin/rabbitmq-server");

    expect(erlangOf(server)).to.deep.equal([join(folder, "usr/lib/erlang/bin")]);
  });

  it("does not change the PATH if no Erlang is beside the server", async () => {
    expect(erlangOf(await program("rabbitmq-server"))).to.deep.equal([]);
  });

  it("searches the user's cache last", async () => {
    await mkdir(join(folder, "pas-de-cinq"));
    const cached = await program("pas-de-cinq/mongod");

    const found = await findMongoDb({ XDG_CACHE_HOME: folder, PATH: "" });

    expect(found).to.deep.equal({ at: "machine", program: cached });
  });

  it("reports what is missing if there is neither a program nor a Docker daemon", async () => {
    const found = await findMongoDb({ XDG_CACHE_HOME: folder, PATH: "", DOCKER_HOST: "tcp://127.0.0.1:1" });

    expect(found).to.deep.equal({
      at: "nowhere",
      reason: "MONGODB_URL isn't set, there is no mongod on this machine, and no Docker daemon responds",
    });
  });

  const whyNot = (finding: Promise<unknown>) =>
    finding.then(
      () => "found",
      (error: Error) => error.message,
    );

  async function program(name: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, "#!/bin/sh\n");
    await chmod(path, 0o755);
    return path;
  }
});
