import express from "express";
import { listen } from "#messaging/http/server.ts";
import { cannotStart, environmentOrExit } from "#messaging/process/cannot-start.ts";
import { oncePerMessage } from "#messaging/process/log-once.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { variables } from "./variables.ts";
import { startWatcher } from "./watcher.ts";

/** Watches a deployment, and serves the page: `node stage/watcher/main.ts`. It needs no database, and no service needs it. */
const { GATEWAY_URL, HOST, JWT_SECRET, PAGE_TOKEN, PORT, PROVIDER_URL, RABBITMQ_URL } = environmentOrExit(
  "watcher",
  variables,
);
const watcher = startWatcher({
  rabbitmqUrl: RABBITMQ_URL,
  clock: systemClock(),
  token: PAGE_TOKEN || undefined,
  deployment: { url: GATEWAY_URL, jwtSecret: JWT_SECRET, providerUrl: PROVIDER_URL },
  onTrouble: oncePerMessage((msg) => console.log(JSON.stringify({ level: "warn", service: "watcher", msg }))),
});
const app = express()
  .disable("x-powered-by")
  .get("/healthz", (_request, response) => void response.status(204).end())
  .use(watcher.router);
const server = await listen(app, { port: PORT, host: HOST }).catch(cannotStart("watcher"));
console.log(JSON.stringify({ level: "info", service: "watcher", url: server.url, msg: "listens" }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  await watcher.close();
  await server.close({ withinMs: 5_000 });
  process.exit(0);
}
