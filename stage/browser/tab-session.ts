import { services } from "#contracts/hears.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { NarrativeLog } from "../narrative/log.ts";
import { stories } from "../stories/index.ts";
import type { Action, Script } from "./action.ts";
import { performer } from "./perform.ts";
import { playStory } from "./play-story.ts";
import { type TabCompany, tabCompany } from "./tab-company.ts";
import { startTraffic } from "./tab-traffic.ts";

/** A company in this tab that can return to any moment, because its script determines it. */
export interface TabSession {
  readonly log: NarrativeLog;
  readonly began: { readonly position: number; readonly at: number };
  now(): number;
  /** When something is due next; undefined if nothing can happen by itself. */
  next(): number | undefined;
  /** Whether customers order at a steady rate. */
  hasTraffic(): boolean;
  step(): Promise<void>;
  moveTo(ms: number): void;
  /** The positions at which somebody did something after all had come to rest: nothing more would have happened by itself. */
  rests(): readonly number[];
  /**
   * Resolves to the id of the order that was placed, as soon as the company has it; it needs no time to pass. Where the refusal needs
   * none either, rejects with it.
   */
  act(action: Action): Promise<string | undefined>;
  /** The seed, and all actions so far. */
  script(): Script;
}

export interface TabSessionOptions {
  readonly turn: () => Promise<void>;
  readonly keep: number;
  /** Called with the refusal of an action that needed time to pass, when the company gives it; not while the script is performed. */
  readonly onRefused?: (refusal: unknown) => void;
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
  const rests: number[] = [];
  const traffic = startTraffic(tab);
  let changedAt = began.at;
  let isPerformed = false;
  log.onEntry(({ at }) => {
    changedAt = at;
  });

  /** Sweeps and reconnections repeat forever; without work, a timer, a retry or an action, they have no effect. */
  const canMove = (): boolean => {
    if (clock.isAwaited() || traffic.isOn() || tab.isHolding()) return true;
    const work = workAt(log.end);
    if (work.isPlanned) return true;
    return (work.isLeft || tab.company.isBusy()) && clock.now() - changedAt < 15 * minute;
  };
  const next = (): number | undefined => (canMove() ? clock.next() : undefined);
  let worked = { at: -1, work: { isLeft: false, isPlanned: false } };
  const workAt = (at: number): Work => {
    if (worked.at !== at) worked = { at, work: workOf(tab) };
    return worked.work;
  };

  const perform = performer({ ...tab.stage, ...tab, setRate: traffic.setRate });
  async function act(action: Action): Promise<string | undefined> {
    const before = log.end;
    if (next() === undefined) rests.push(before);
    done.push({ at: clock.now() - began.at, action });
    changedAt = clock.now();
    const performed = perform(action);
    let isLate = false;
    performed.catch((refusal) => {
      if (isLate && isPerformed) options.onRefused?.(refusal);
    });
    await clock.settle();
    await Promise.race([performed, clock.settle()]);
    isLate = true;
    return action.do === "order" ? orderSince(log, before) : undefined;
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
  isPerformed = true;

  return {
    log,
    began,
    now: () => clock.now(),
    next,
    rests: () => rests,
    hasTraffic: () => traffic.isOn(),
    async step() {
      await clock.step();
    },
    moveTo: (ms) => clock.moveTo(ms),
    act,
    script: () => ({ ...script, actions: [...done] }),
  };
}

/** The order that a person placed after a position. Until it is committed, virtual time has to pass; its id is known before. */
function orderSince(log: NarrativeLog, position: number): string | undefined {
  for (let at = position; at < log.end; at += 1) {
    const entry = log.entry(at);
    if (entry?.kind === "person" && entry.did.what === "orders") return entry.did.orderId;
  }
  return undefined;
}

interface Work {
  /** Whether a message waits anywhere, or a timer is set. */
  readonly isLeft: boolean;
  /** Whether something becomes due by itself: a timer of a running service, or a message in a retry tier. */
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
