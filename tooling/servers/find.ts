// Finds a real RabbitMQ and MongoDB for tests: by URL, on this machine, or by Docker.
import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { command } from "./command.ts";

export type AtUrl = { at: "url"; url: string };
/** A place where tests can start their own server, and break it. */
export type Startable = { at: "machine"; program: string } | { at: "docker"; image: string };
export type Missing = { at: "nowhere"; reason: string };
export type Environment = Readonly<Record<string, string | undefined>>;

/** RABBITMQ_URL, then the machine's rabbitmq-server, then Docker's image. */
export async function findRabbitMq(env: Environment = process.env): Promise<AtUrl | Startable | Missing> {
  return env.RABBITMQ_URL ? { at: "url", url: env.RABBITMQ_URL } : await findRabbitMqToStart(env);
}

/** MONGODB_URL (a replica set's), then the machine's mongod, then Docker's image. */
export async function findMongoDb(env: Environment = process.env): Promise<AtUrl | Startable | Missing> {
  return env.MONGODB_URL ? { at: "url", url: env.MONGODB_URL } : await findMongoDbToStart(env);
}

/** The rabbitmq-server in RABBITMQ_SERVER, or the image in RABBITMQ_IMAGE; otherwise Debian's, the one on the PATH, or Docker's image. */
export async function findRabbitMqToStart(env: Environment = process.env): Promise<Startable | Missing> {
  if (env.RABBITMQ_SERVER) return await named("RABBITMQ_SERVER", env.RABBITMQ_SERVER, "rabbitmq-server");
  if (env.RABBITMQ_IMAGE) {
    const trouble = await noImage(env.RABBITMQ_IMAGE, env);
    if (trouble !== undefined) throw new Error(`RABBITMQ_IMAGE names ${env.RABBITMQ_IMAGE}, and ${trouble}`);
    return { at: "docker", image: env.RABBITMQ_IMAGE };
  }
  // Debian's wrapper on the PATH requires the user rabbitmq; this program does not.
  const candidates = ["/usr/lib/rabbitmq/bin/rabbitmq-server", ...onPath("rabbitmq-server", env)];
  return startable(env, "rabbitmq-server", candidates, "rabbitmq:4.3-management", "RABBITMQ_URL");
}

/** The mongod in MONGOD; otherwise the one on the PATH, the one that .ci/run cached, or Docker's image. */
export async function findMongoDbToStart(env: Environment = process.env): Promise<Startable | Missing> {
  if (env.MONGOD) return await named("MONGOD", env.MONGOD, "mongod");
  const cache = env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const candidates = [...onPath("mongod", env), join(cache, "pas-de-cinq", "mongod")];
  return startable(env, "mongod", candidates, "mongo:8.0", "MONGODB_URL");
}

async function startable(
  env: Environment,
  name: string,
  candidates: readonly string[],
  image: string,
  variable: string,
): Promise<Startable | Missing> {
  for (const program of candidates) {
    if (await isProgram(program)) return { at: "machine", program };
  }
  const trouble = await noImage(image, env);
  if (trouble === undefined) return { at: "docker", image };
  return {
    at: "nowhere",
    reason: `${variable} isn't set, there is no ${name} on this machine, and ${trouble}`,
  };
}

/** Uses exactly the program that a variable names, or fails: testing another one would prove nothing. */
async function named(variable: string, path: string, name: string): Promise<Startable> {
  const program = resolve(path);
  if (await isProgram(program)) return { at: "machine", program };
  throw new Error(`${variable} names ${program}, which is not a program: set it to the path of a ${name}`);
}

function onPath(name: string, env: Environment): string[] {
  return (env.PATH ?? "").split(delimiter).flatMap((folder) => (folder ? [join(folder, name)] : []));
}

async function isProgram(path: string): Promise<boolean> {
  const isExecutable = () => access(path, constants.X_OK).then(() => true);
  return (
    (await stat(path).then(
      (found) => found.isFile() && isExecutable(),
      () => false,
    )) === true
  );
}

/** Why Docker cannot run the image; undefined if it can. */
async function noImage(image: string, env: Environment): Promise<string | undefined> {
  const works = async (timeoutMs: number, ...args: string[]) =>
    await command("docker", args, { env, timeoutMs }).then(
      () => true,
      () => false,
    );
  if (!(await works(10_000, "info"))) return "no Docker daemon responds";
  if (await works(10_000, "image", "inspect", image)) return undefined;
  return (await works(120_000, "pull", image)) ? undefined : `Docker can't pull ${image}`;
}
