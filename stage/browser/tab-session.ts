import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { demoCouriers } from "#couriers/team.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import { stories } from "../stories/index.ts";
import type { FaultControls } from "../stories/story.ts";
import type { Action, Script } from "./action.ts";
import { playStory } from "./play-story.ts";
import { type TabCompany, tabCompany } from "./tab-company.ts";
import { startTraffic } from "./tab-traffic.ts";

/** A company in this tab that can be taken back to any moment, because its script determines it. */
export interface TabSession {
  readonly log: NarrativeLog;
  readonly began: { readonly position: number; readonly at: number };
  now(): number;
  /** When something is due next; undefined when nothing can happen by itself any more. */
  next(): number | undefined;
  step(): Promise<void>;
  moveTo(ms: number): void;
  act(action: Action): Promise<void>;
  /** The seed, and everything that was done so far. */
  script(): Script;
}

export interface TabSessionOptions {
  readonly turn: () => Promise<void>;
  readonly keep: number;
}

const minute = 60_000;

/** Starts a company, and performs the script up to `until`, in milliseconds since the session began. Default: all actions. */
export async function tabSession(
  script: Script,
  options: TabSessionOptions,
  until = Math.max(0, ...script.actions.map(({ at }) => at)),
): Promise<TabSession> {
  const story = stories.find(({ name }) => name === script.story);
  const tab = await tabCompany({
    ...options,
    seed: script.seed,
    name: story?.name ?? "tab",
    instances: story?.instances ?? 1,
    without: script.without,
  });
  const { clock, log } = tab;
  const began = { position: log.end, at: clock.now() };
  const done: Script["actions"][number][] = [];
  const traffic = startTraffic(tab);
  let changedAt = began.at;
  log.onEntry(({ at }) => {
    changedAt = at;
  });

  const perform = performerOf(tab, traffic.setRate);
  async function act(action: Action): Promise<void> {
    done.push({ at: clock.now() - began.at, action });
    changedAt = clock.now();
    const performed = perform(action);
    performed.catch(() => {});
    await clock.settle();
    await Promise.race([performed, clock.settle()]);
  }

  if (story) playStory(story, tab, script.seed);
  await clock.settle();
  for (const { at, action } of script.actions) {
    if (at > until) break;
    while (await clock.step(began.at + at));
    clock.moveTo(began.at + at);
    await act(action).catch(() => {});
  }
  while (await clock.step(began.at + until));
  clock.moveTo(began.at + until);

  /** Sweeps and reconnections go on forever. Without work, a timer, a retry or a person, nothing comes of them. */
  const canMove = (): boolean => {
    if (clock.isAwaited() || traffic.isOn()) return true;
    const work = workAt(log.end);
    return work.isPlanned || (work.isLeft && clock.now() - changedAt < 15 * minute);
  };
  let worked = { at: -1, work: { isLeft: false, isPlanned: false } };
  const workAt = (at: number): Work => {
    if (worked.at !== at) worked = { at, work: workOf(tab) };
    return worked.work;
  };

  return {
    log,
    began,
    now: () => clock.now(),
    next: () => (canMove() ? clock.next() : undefined),
    async step() {
      await clock.step();
    },
    moveTo: (ms) => clock.moveTo(ms),
    act,
    script: () => ({ ...script, actions: [...done] }),
  };
}

interface Work {
  /** Whether a message waits anywhere, or a timer is set. */
  readonly isLeft: boolean;
  /** Whether something comes due by itself: a timer of a running service, or a message in a retry tier. */
  readonly isPlanned: boolean;
}

function workOf({ company }: TabCompany): Work {
  const depth = (queue: string) => {
    const { ready, unacked } = company.broker.queue(queue);
    return ready + unacked;
  };
  const alive = new Set(company.instances().map(({ service }) => service));
  const each = services.map((name) => {
    const { outbox, timers } = company.databases[name].dump();
    const { inbox, retry } = queuesOf(name);
    const retrying = retry.reduce((sum, tier) => sum + depth(tier.name), 0);
    return {
      isLeft: outbox.length + timers.length + retrying + depth(inbox) > 0,
      isPlanned: retrying > 0 || (timers.length > 0 && alive.has(name)),
    };
  });
  return { isLeft: each.some(({ isLeft }) => isLeft), isPlanned: each.some(({ isPlanned }) => isPlanned) };
}

type Perform = (action: Action) => Promise<void>;

function performerOf(tab: TabCompany, setRate: (perMinute: number) => void): Perform {
  const { customer, faults, staff } = tab.stage;
  return async (action) => {
    switch (action.do) {
      case "order": {
        const { card, customerId, dishId, quantity, restaurantId } = action;
        await customer.places({ restaurantId, card, customerId, items: [{ dishId, quantity }] });
        return;
      }
      case "cancel":
        return customer.cancels(action.orderId);
      case "confirm":
        return customer.confirms(action.orderId);
      case "open":
      case "close":
        return staff.changesRestaurant({ restaurantId: action.restaurantId, open: action.do === "open" });
      case "sold-out":
      case "available": {
        const dishes = [{ dishId: action.dishId, available: action.do === "available" }];
        return staff.changesRestaurant({ restaurantId: action.restaurantId, dishes });
      }
      case "end-shifts":
        return staff.endsShifts(action.zone);
      case "start-shifts":
        for (const { courierId, zone } of demoCouriers)
          if (zone === action.zone) await staff.startsShift(courierId, zone);
        return;
      case "kill":
        return faults.kill(action);
      case "start":
        return faults.start(action);
      case "kill-before":
        return action.step === "commit"
          ? faults.killBeforeCommitting(action)
          : faults.killBeforePublishing(action);
      case "away":
      case "back":
        return setAway(faults, action.what, action.do === "away");
      case "double":
        return tab.setDoubling(action.on);
      case "poison":
        return faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
      case "guarantee":
        return tab.setGuarantee(action.name, action.on);
      case "traffic":
        return setRate(action.perMinute);
    }
  };
}

function setAway(faults: FaultControls, what: "broker" | "provider" | ServiceName, isAway: boolean): void {
  const { startBroker, startDatabase, startProvider, stopBroker, stopDatabase, stopProvider } = faults;
  if (what === "broker") (isAway ? stopBroker : startBroker)();
  else if (what === "provider") (isAway ? stopProvider : startProvider)();
  else (isAway ? stopDatabase : startDatabase)(what);
}
