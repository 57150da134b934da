import express from "express";
import { listen } from "#messaging/http/server.ts";
import { tabCompany } from "../../browser/tab-company.ts";
import { startTraffic } from "../../browser/tab-traffic.ts";
import { shortTimes } from "../../company/settings.ts";
import type { Entry } from "../../narrative/entry.ts";
import { createLog } from "../../narrative/log.ts";
import { pageRoutes } from "../server/page-routes.ts";

/** How a rush of orders is served to a page. */
export interface Rush {
  readonly url: string;
  /** By how much an entry was replayed too late at most, in milliseconds: on a machine that is too slow, the rate is lower. */
  lateMs(): number;
  close(): Promise<void>;
}

/**
 * What happens in a company with this many orders a second, at the durations of `npm start`. On virtual time the rate does not depend on
 * the machine.
 */
export async function recordRush(perSecond: number, seconds: number): Promise<readonly Entry[]> {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const tab = await tabCompany({
    ...{ seed: 1, name: "rush", instances: 1, without: [], turn, keep: 1_000, settings: shortTimes },
  });
  const entries: Entry[] = [...tab.log.entries];
  tab.log.onEntry((entry) => void entries.push(entry));
  const end = tab.clock.now() + seconds * 1_000;
  startTraffic(tab).setRate(perSecond * 60);
  await tab.clock.settle();
  while (await tab.clock.step(end));
  return entries;
}

/** Serves the page of a company in which recorded entries happen in real time, over the routes that `npm start` has. */
export async function replay(entries: readonly Entry[]): Promise<Rush> {
  const log = createLog({ keep: 20_000 });
  const refuse = async (): Promise<never> => {
    throw new Error("this is a recording");
  };
  const page = pageRoutes({ source: "process", log: () => log, act: refuse, token: undefined });
  const server = await listen(express().use(page.router), { port: 0 });
  const began = performance.now();
  const first = entries.findLast(({ kind }) => kind === "traffic")?.at ?? 0;
  let next = 0;
  let lateMs = 0;
  const timer = setInterval(() => {
    const until = first + performance.now() - began;
    if (next > 0) lateMs = Math.max(lateMs, until - (entries[next]?.at ?? until));
    for (; (entries[next]?.at ?? Number.POSITIVE_INFINITY) <= until; next += 1)
      log.append(entries[next] as Entry);
  }, 5);
  return {
    url: server.url,
    lateMs: () => lateMs,
    async close() {
      clearInterval(timer);
      await page.close();
      await server.close();
    },
  };
}
