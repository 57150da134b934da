import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { containerHost } from "#tooling/servers/container.ts";
import { findMongoDbToStart } from "#tooling/servers/find.ts";
import { type Host, untilReady } from "#tooling/servers/host.ts";
import { freePort } from "#tooling/servers/ports.ts";
import { processHost } from "#tooling/servers/process.ts";

/** A MongoDB that is not a replica set, which is how mongod starts by default. */
export async function startStandalone(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const port = await freePort();
  const host = await hostFor(port);
  const url = `mongodb://127.0.0.1:${port}/`;
  await host.start();
  await untilReady("MongoDB", host, () => ping(url));
  return { url, remove: host.remove };
}

async function hostFor(port: number): Promise<Host> {
  const place = await findMongoDbToStart();
  if (place.at === "nowhere") throw new Error(place.reason);
  if (place.at === "docker") {
    return containerHost({
      name: `pas-de-cinq-standalone-${port}`,
      image: place.image,
      ports: { [port]: 27017 },
    });
  }
  const home = await mkdtemp(join(tmpdir(), "pas-de-cinq-standalone-"));
  const args = ["--bind_ip", "127.0.0.1", "--port", String(port), "--dbpath", home, "--nounixsocket"];
  return processHost({ home, program: place.program, args, env: process.env });
}

async function ping(url: string): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_000 });
  try {
    await client.db("admin").command({ ping: 1 });
  } finally {
    await client.close();
  }
}
