import { randomBytes } from "node:crypto";
import { InvalidArgumentError } from "commander";
import express from "express";
import pc from "picocolors";
import { serviceNamed } from "#contracts/hears.ts";
import { perService } from "#contracts/per-service.ts";
import { gateway } from "#messaging/http/gateway/gateway.ts";
import { tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { instant } from "#messaging/instant.ts";
import { readEnvironment } from "#messaging/process/environment.ts";
import { createMetrics } from "#messaging/telemetry/metrics.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { recordingSender } from "#notifications/sender.ts";
import { parkedHttp } from "#operations/parked/http.ts";
import { parkedInMemory } from "#operations/parked/memory.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { providerServer } from "#outside/payment-provider/server.ts";
import { postTo } from "#outside/payment-provider/webhooks/post-webhook.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { httpProvider } from "#payments/http-provider.ts";
import { commandLine, exitingWith } from "#tooling/terminal/command-line.ts";
import { switchablePorts, switchableService } from "./browser/switchable.ts";
import { anyOf } from "./company/any-instance.ts";
import { isAtRest } from "./company/at-rest.ts";
import { type Company, company } from "./company/company.ts";
import { poison } from "./company/faults/poison.ts";
import { startTraffic, type Traffic } from "./company/people/traffic.ts";
import { reachable } from "./company/provider/embedded.ts";
import { apisOf } from "./company/services.ts";
import { shortTimes } from "./company/settings.ts";
import { greeting } from "./greeting.ts";
import { evidenceOf } from "./guarantees/evidence.ts";
import { comeToRest, verdictOf } from "./guarantees/verdict.ts";
import { createCommitArchive } from "./narrative/commit-archive.ts";
import { createFigures, figuresHeader, figuresText } from "./narrative/figures.ts";
import { createLog } from "./narrative/log.ts";
import { createRecorder } from "./narrative/recorder.ts";
import { createTeller } from "./narrative/text/story-lines.ts";
import { clockTime } from "./narrative/text/words.ts";
import { pageRoutes } from "./page/server/page-routes.ts";
import { realHands } from "./page/server/real-hands.ts";
import { type TokensFile, writeTokens } from "./tokens-file.ts";

/** `npm start`: runs the whole company in this process, with its HTTP APIs on one port, in real time with short durations. */
const began = performance.now();
const options = commandLine<{ traffic?: number; poison?: true }>("npm start", (program) =>
  program
    .description("Runs all five services in this process on the embedded adapters.")
    .option("--traffic <number>", "place this many orders per second", ordersPerSecond)
    .option("--poison", "start with two unreadable messages, for npm run parked"),
);
const { PORT } = exitingWith(2, () =>
  readEnvironment(
    {
      PORT: {
        type: "integer",
        minimum: 0,
        maximum: 65_535,
        default: 8080,
        description: "the port to listen on",
      },
    },
    process.env,
  ),
);

const clock = systemClock();
const beganAt = clock.now();
const access = tokens({ secret: randomBytes(32).toString("hex"), clock });
const webhookSecret = randomBytes(32).toString("hex");
// What the page shows. It keeps some minutes of traffic; older entries leave only their effect.
const log = createLog({ keep: 20_000 });
const recorder = createRecorder(clock, log.append);
const off = new Set<string>();
const provider = createProvider({
  clock,
  journal: recorder.journal,
  sign: signWith(webhookSecret),
  webhook: (event, signal) => postTo(`${server.url}/payments/webhook`)(event, signal),
});
const outside = await listen(providerServer(provider), { port: 0 });
const metrics = perService(createMetrics);
const archive = createCommitArchive();
const figures = createFigures();
const width = Math.max(60, process.stdout.columns ?? 100);
const tell = createTeller(clock.now(), { palette: pc, width }, { present: log.present });
let traffic: Traffic | undefined;
let reporting: ReturnType<typeof setInterval> | undefined;
let tokensFile: TokensFile | undefined;
let isReady = false;
let reported = 0;
log.onEntry((entry) => {
  archive.take(entry);
  figures.take(entry);
  if (isReady && !options.traffic) for (const line of tell(entry)) console.log(line);
});

const hands = realHands({ company: () => five, provider, recorder, off, now: () => clock.now(), setRate });
const five: Company = await company({
  clock,
  random: Math.random,
  settings: shortTimes,
  provider: reachable(httpProvider({ url: outside.url }), hands.isProviderAway),
  sender: recorder.sender(recordingSender()),
  ...recorder.hooks,
  wire: hands.wire,
  decorate: (ports) => recorder.recordIntent(switchablePorts(ports, off)),
  replace: (service) => switchableService(service, off),
  observe(hop: Hop) {
    recorder.observe(hop);
    metrics[serviceNamed(hop.service)].observe(hop);
  },
});
const pageToken = randomBytes(16).toString("hex");
const shared = { authenticate: access.authenticate, clock };
const apis = [
  ...(await apisOf(
    (name) => ({ ...shared, running: anyOf(five, name), store: five.store(name), metrics: metrics[name] }),
    [webhookSecret],
  )),
  parkedHttp({ ...shared, parked: parkedInMemory(five.broker) }),
];
const page = pageRoutes({ source: "process", log: () => log, act: hands.act, token: pageToken });
const server = await exitingWith(1, () =>
  listen(express().disable("x-powered-by").use(page.router).use(gateway(apis, access.authenticate)), {
    port: PORT,
    host: "localhost",
  }),
);
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
isReady = true;
tokensFile = await writeTokens(access, new URL(server.url).port);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(greeting(server.url, pageToken, tokensFile.path, seconds));
if (options.poison) await poison(five.broker, instant(clock.now()), recorder.record);
if (options.traffic) {
  setRate(options.traffic * 60);
  reporting = setInterval(reportFigures, 1_000);
}

/** Customers order at this rate from now on, over HTTP. */
function setRate(perMinute: number): void {
  void traffic?.stop();
  traffic =
    perMinute === 0
      ? undefined
      : startTraffic({ url: server.url, perSecond: perMinute / 60, tokens: access });
  recorder.record({ kind: "traffic", perMinute });
}

/** A line a second: how many orders are where, and how long it takes from an event to its handling. */
function reportFigures(): void {
  if (reported % 20 === 0) console.log(pc.dim(`${"time".padStart(8)}${figuresHeader}`));
  reported += 1;
  const time = clockTime(clock.now() - beganAt).replace(/\.\d+$/, "");
  const refused = traffic?.refused() ? `  ${traffic.refused()} refused` : "";
  console.log(`${pc.dim(time.padStart(8))}${figuresText(figures.read())}${refused}`);
}

/** Shuts down gracefully; a second signal ends the process at once. */
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  console.log("\nstopping: finishing work in progress");
  await traffic?.stop();
  await comeToRest(five, clock);
  clearInterval(reporting);
  await page.close();
  await server.close();
  const hasRested = await isAtRest(five);
  const evidence = { ...evidenceOf(five, log, provider), commits: archive.commits };
  const verdict = verdictOf(evidence, hasRested);
  for (const line of verdict.lines) console.log(verdict.isGood ? pc.green(line) : pc.red(line));
  if (!verdict.isGood) process.exitCode = 1;
  await five.stop();
  provider.stop();
  await outside.close();
  tokensFile?.remove();
  console.log("stopped");
}

function ordersPerSecond(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1_000))
    throw new InvalidArgumentError("give a number above 0, at most 1000.");
  return number;
}
