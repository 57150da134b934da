import { tokens } from "#messaging/http/auth.ts";
import { listen } from "#messaging/http/server.ts";
import { type Environment, readEnvironment } from "#messaging/process/environment.ts";
import { commonVariables } from "#messaging/process/variables.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { authorization } from "./authorization.ts";

/** Runs the gateway's token check: `node operations/gateway/main.ts`. */
const { HOST, JWT_SECRET, PORT } = environment();
const { authenticate } = tokens({ secret: JWT_SECRET, clock: systemClock() });
const server = await listen(authorization(authenticate), { port: PORT, host: HOST }).catch(refuse(1));
console.log(JSON.stringify({ level: "info", service: "authorization", url: server.url, msg: "listens" }));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close({ withinMs: 5_000 }).then(() => process.exit(0)));
}

function environment(): Environment<Pick<typeof commonVariables, "HOST" | "JWT_SECRET" | "PORT">> {
  const { HOST, JWT_SECRET, PORT } = commonVariables;
  try {
    return readEnvironment({ HOST, JWT_SECRET, PORT }, process.env);
  } catch (error) {
    return refuse(2)(error);
  }
}

function refuse(status: number): (error: unknown) => never {
  return (error) => {
    console.error(`authorization cannot start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(status);
  };
}
