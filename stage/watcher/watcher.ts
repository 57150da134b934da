import type { Router } from "express";
import { type Clock, pause } from "#messaging/clock.ts";
import { errorOf } from "#messaging/errors.ts";
import { createLog, type NarrativeLog } from "../narrative/log.ts";
import type { KnownBreach } from "../page/model/promises/known-breach.ts";
import { pageRoutes } from "../page/server/page-routes.ts";
import type { Deployment } from "../remote/deployment.ts";
import { watcherHands } from "./hands.ts";
import { ledgerAt, ledgerReader } from "./ledger.ts";
import { restaurantsAt } from "./restaurants.ts";
import { watchHops } from "./watch-hops.ts";
import { watchBreachesByHops } from "./watched-breaches.ts";
import { createWatchedCompany } from "./watched-company.ts";

export interface WatcherOptions {
  /** RabbitMQ, as a user that may observe: `amqp://observer:…@localhost:5672`. */
  readonly rabbitmqUrl: string;
  readonly clock: Clock;
  /** Who has it may act on the page; undefined: everyone only watches. */
  readonly token: string | undefined;
  readonly deployment: Pick<Deployment, "url" | "jwtSecret" | "providerUrl">;
  readonly onTrouble: (why: Error) => void;
}

/** Watches a deployment passively, and serves the page of it. */
export interface Watcher {
  readonly router: Router;
  readonly log: () => NarrativeLog;
  /** How many hops were lost on their way here. */
  lost(): number;
  /** What was found broken. */
  known(): readonly KnownBreach[];
  close(): Promise<void>;
}

const everyMs = 100;
/** How often the provider's ledger is read on, in milliseconds. */
const readLedgerEveryMs = 250;
/** A watcher that knows of this many orders begins anew: it keeps everything in memory, some 15 KB for each. */
const mostOrders = 5_000;

export function startWatcher({ clock, deployment, onTrouble, rabbitmqUrl, token }: WatcherOptions): Watcher {
  const closing = new AbortController();
  let log = createLog({ keep: 20_000 });
  const company = createWatchedCompany(() => log, clock.now);
  let breaches = watchBreachesByHops(log, company.lost, onTrouble);
  const hops = watchHops({ url: rabbitmqUrl, clock, onBatch: company.take, onTrouble });
  const page = pageRoutes({
    source: "deployment",
    log: () => log,
    lost: company.lost,
    known: () => breaches.known(),
    act: watcherHands(deployment, () => log),
    token,
  });
  let wasUp = false;

  function tick(): void {
    cancel = clock.at(clock.now() + everyMs, tick);
    if (wasUp !== hops.isUp()) company.brokerIs(hops.isUp() ? "back" : "away");
    wasUp = hops.isUp();
    company.tick();
    if (log.present.orders.size >= mostOrders) beginAnew();
  }

  /** Pages connect again, and get the new log. */
  function beginAnew(): void {
    log = createLog({ keep: 20_000 });
    breaches.end();
    breaches = watchBreachesByHops(log, company.lost, onTrouble);
    company.beginAnew();
    page.disconnect();
    void showRestaurants();
  }

  async function showRestaurants(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const entry = await restaurantsAt(deployment.url, Math.max(clock.now(), log.present.at));
        return log.append(entry);
      } catch {
        // The gateway starts after the watcher.
        await pause(clock, 1_000, closing.signal);
      }
    }
  }

  async function followLedger(): Promise<void> {
    const readOn = ledgerReader(ledgerAt(deployment.providerUrl));
    while (!closing.signal.aborted) {
      const beganAt = clock.now();
      try {
        await readOn(company.takeLedger);
        company.ledgerReadUntil(beganAt);
      } catch (error) {
        onTrouble(errorOf(error));
        company.ledgerUnreadable();
      }
      await pause(clock, readLedgerEveryMs, closing.signal);
    }
  }

  let cancel = clock.at(clock.now() + everyMs, tick);
  void showRestaurants();
  void followLedger();
  return {
    router: page.router,
    log: () => log,
    lost: company.lost,
    known: () => breaches.known(),
    async close() {
      closing.abort();
      breaches.end();
      cancel();
      await page.close();
      await hops.close();
    },
  };
}
