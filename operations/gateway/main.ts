import { tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import { cannotStart, environmentOrExit } from "#messaging/process/cannot-start.ts";
import { commonVariables } from "#messaging/process/variables.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { authorization } from "./authorization.ts";

/** Runs the gateway's token check: `node operations/gateway/main.ts`. */
const name = "authorization";
const { HOST, JWT_SECRET, PORT } = environmentOrExit(name, {
  HOST: commonVariables.HOST,
  JWT_SECRET: commonVariables.JWT_SECRET,
  PORT: commonVariables.PORT,
});
const { authenticate } = tokens({ secret: JWT_SECRET, clock: systemClock() });
const server = await listen(authorization(authenticate), { port: PORT, host: HOST }).catch(cannotStart(name));
console.log(JSON.stringify({ level: "info", service: name, url: server.url, msg: "listens" }));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close({ withinMs: 5_000 }).then(() => process.exit(0)));
}
