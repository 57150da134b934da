import { randomBytes } from "node:crypto";
import express from "express";
import pc from "picocolors";
import { serviceNamed } from "#contracts/hears.ts";
import { perService } from "#contracts/per-service.ts";
import { gateway } from "#messaging/http/gateway/gateway.ts";
import { tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { instant } from "#messaging/instant.ts";
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
import { exitingWith } from "#tooling/terminal/command-line.ts";
import { watchBreaches } from "./breach-watch.ts";
import { switchablePorts, switchableService } from "./browser/switchable.ts";
import { anyOf } from "./company/any-instance.ts";
import { isAtRest } from "./company/at-rest.ts";
import { type Company, company } from "./company/company.ts";
import { poison } from "./company/faults/poison.ts";
import { refusedOverHttp } from "./company/people/refused-orders.ts";
import { startTraffic, type Traffic } from "./company/people/traffic.ts";
import { reachable } from "./company/provider/embedded.ts";
import { apisOf } from "./company/services.ts";
import { shortTimes } from "./company/settings.ts";
import { greeting } from "./greeting.ts";
import { evidenceOf } from "./guarantees/evidence.ts";
import { comeToRest, verdictOf } from "./guarantees/verdict.ts";
import { liveReport } from "./live-report.ts";
import { createCommitArchive } from "./narrative/commit-archive.ts";
import { createLog } from "./narrative/log.ts";
import { createRecorder } from "./narrative/recorder.ts";
import { legend } from "./narrative/text/results/results.ts";
import { verdictLines } from "./narrative/text/results/verdict-lines.ts";
import { pageRoutes } from "./page/server/page-routes.ts";
import { realHands } from "./page/server/real-hands.ts";
import { startOptions } from "./start-options.ts";
import { obstaclesIn, stopping } from "./stopping.ts";
import { writeTokens } from "./tokens-file.ts";

/** `npm start`: runs the whole company in this process, with its HTTP APIs on one port, in real time with short durations. */
const began = performance.now();
const { PORT, ...options } = startOptions();

const clock = systemClock();
const access = tokens({ secret: randomBytes(32).toString("hex"), clock });
const webhookSecret = randomBytes(32).toString("hex");
// What the page and the terminal show. It keeps as much as a page does, some minutes of traffic; older entries leave only their effect.
const log = createLog({ keep: 30_000 });
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
log.onEntry(archive.take);
let traffic: Traffic | undefined;
const drawing = { palette: pc, width: Math.max(60, process.stdout.columns ?? 100) };
const report = liveReport(log, drawing, {
  now: () => clock.now(),
  print: console.log,
});

const hands = realHands({
  company: () => five,
  provider,
  recorder,
  log,
  off,
  now: () => clock.now(),
  setRate,
});
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
const watch = watchBreaches(log, report.breach);
const page = pageRoutes({
  ...{ source: "process", log: () => log, known: watch.known },
  ...{ act: hands.act, token: pageToken },
});
const server = await exitingWith(1, () =>
  listen(
    express()
      .disable("x-powered-by")
      .use(page.router, refusedOverHttp(recorder.record), gateway(apis, access.authenticate)),
    { port: PORT, host: "localhost" },
  ),
);
const tokensFile = await writeTokens(access, new URL(server.url).port);
const stop = stopping({
  print: console.log,
  openOrders: report.openOrders,
  obstacles: () => obstaclesIn(log.present),
  isAtRest: () => isAtRest(five),
  async comeToRest(onWait) {
    page.announceClosing();
    await traffic?.stop();
    await comeToRest(five, clock, onWait);
  },
  stop: stopCompany,
  async abandon() {
    tokensFile.remove();
    await page.close();
  },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(greeting(server.url, pageToken, tokensFile.path, seconds));
for (const line of legend({ ...drawing, width: drawing.width - 2 })) console.log(`# ${line}`);
report.begin();
if (options.poison) await poison(five.broker, instant(clock.now()), recorder.record);
if (options.traffic) setRate(options.traffic * 60);

/** Customers order at this rate from now on, over HTTP. */
function setRate(perMinute: number): void {
  void traffic?.stop();
  traffic =
    perMinute === 0
      ? undefined
      : startTraffic({ url: server.url, perSecond: perMinute / 60, tokens: access });
  recorder.record({ kind: "traffic", perMinute });
}

/** Shuts down gracefully, and gives the verdict. */
async function stopCompany(): Promise<void> {
  page.announceClosing();
  await traffic?.stop();
  watch.end();
  report.end();
  await page.close();
  await server.close();
  const hasRested = await isAtRest(five);
  const work = { isAtRest: hasRested, isInMemory: five.isBusy() };
  const evidence = { ...evidenceOf(five, log, provider), commits: archive.commits };
  const verdict = verdictOf(evidence, work, report.broken());
  for (const line of verdictLines(verdict, log, drawing)) console.log(line);
  if (!verdict.isGood) process.exitCode = 1;
  await five.stop();
  provider.stop();
  await outside.close();
  tokensFile.remove();
  console.log("stopped");
}
