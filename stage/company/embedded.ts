import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/hops.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import { recordingSender } from "#notifications/sender.ts";
import { knows, orders } from "#orders/order.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { signatureProblem } from "#payments/signature.ts";
import { webhookMessage } from "#payments/webhook.ts";
import { detours, evidenceOf } from "../guarantees/evidence.ts";
import { violationsOf } from "../guarantees/invariants.ts";
import { readBackProblems } from "../guarantees/read-back.ts";
import type { DisabledGuarantee } from "../guarantees/without.ts";
import { hasComeTo } from "../stories/progress.ts";
import type { Story, Venue } from "../stories/story.ts";
import { isAtRest } from "./at-rest.ts";
import { createVirtualAwait } from "./await-virtual.ts";
import { company as companyOf } from "./company.ts";
import { withDelays } from "./delays.ts";
import { embeddedProvider } from "./embedded-provider.ts";
import { faultControls } from "./fault-controls.ts";
import { noFaults, withFaults } from "./faults.ts";
import { people } from "./people.ts";
import { randomFrom } from "./random.ts";
import { createRecorder } from "./recorder.ts";
import { realTimes } from "./settings.ts";

export interface EmbeddedOptions {
  /** What chance is drawn from. The same seed tells the same story, to the byte. */
  readonly seed: number;
  /** Sees every hop of the story, but not how the company got ready for it. */
  readonly onHop?: (hop: Hop) => void;
  /** A guarantee that is switched off. */
  readonly without?: DisabledGuarantee;
}

const minute = 60_000;
const hour = 60 * minute;
/** How long a story waits for something, and how long for everything to come to rest. */
const patience = { until: { ms: 2 * hour, text: "two hours" }, rest: { ms: 6 * hour, text: "six hours" } };
/** Without a guarantee something may go on for ever: whatever is in flight has ended an hour after the last deed, or never does. */
const anHour = { ms: hour, text: "an hour" };
const webhookSecret = "between the provider and us";
/** The longest way to a store, a broker or the provider, and the longest way back, in milliseconds. */
const longestWayMs = 15;

/** A house in this process, on virtual time: the company on its embedded adapters, as large as the story wants it. */
export async function embedded(story: Story, options: EmbeddedOptions): Promise<Venue> {
  const { seed, onHop, without } = options;
  const clock = virtualClock();
  const random = randomFrom(seed);
  const awaited = createVirtualAwait(clock);
  const recorder = createRecorder((hop) => hasBegun && onHop?.(hop));
  const faults = noFaults();
  const patient = without ? { until: anHour, rest: anHour } : patience;
  let count = 0;
  let hasBegun = false;
  /** When somebody last did something, or something came that was waited for. */
  let movedAt = 0;

  const provider = createProvider({
    clock,
    sign: signWith(webhookSecret),
    async webhook({ body: text, signature }) {
      const body = new TextEncoder().encode(text);
      const about = { header: signature, body, secrets: [webhookSecret], now: clock.now() };
      const problem = signatureProblem(about);
      if (problem) throw new Error(problem);
      const message = webhookMessage(body, instant(clock.now()));
      if (message) await company.reach("payments").submit(message, text);
    },
  });
  const wayMs = () => (hasBegun ? Math.floor(random() * (longestWayMs + 1)) : 0);
  // A guarantee that is switched off may take its time already when the company starts.
  const starting = companyOf({
    clock,
    random,
    settings: realTimes,
    provider: embeddedProvider(provider),
    sender: recordingSender(),
    instances: story.instances ?? 1,
    observe: recorder.observe,
    wire(ports, who) {
      const kill = () => company.kill(who);
      return withDelays(withFaults(recorder.wire(ports, who.service), who, faults, kill), wayMs);
    },
    decorate: (ports) => recorder.intends(without?.decorate?.(ports) ?? ports),
    ...(without?.replace ? { replace: without.replace } : {}),
  });
  const company = await awaited(starting);

  /** A command as its HTTP route would hand it in. */
  async function command<Data>(
    to: ServiceName,
    { type }: LocalType<Data>,
    subject: string,
    data: Data,
    id = nextId(),
  ) {
    const message = beginning({ id, type, source: `/${to}`, subject, time: instant(clock.now()), data });
    const result = await awaited(company.reach(to).submit(message, JSON.stringify(data)));
    movedAt = clock.now();
    if (result.kind === "handled" || result.kind === "duplicate" || result.kind === "ignored") return;
    throw new Error(`${type} was not handled: ${"why" in result ? result.why : result.error.message}`);
  }

  function nextId(): string {
    count += 1;
    return idOf(`${story.name}/${seed}/${count}`);
  }

  async function order(orderId: string) {
    const found = await company.store("orders").get(orders(orderId));
    if (!found) throw new Error(`there is no order ${orderId}`);
    return found;
  }

  /** Lets time pass until something is so. @throws Error that says what is so instead, when it does not come */
  async function comes(
    isSo: () => Promise<boolean>,
    { ms, text }: { readonly ms: number; readonly text: string },
    instead: () => string | Promise<string>,
  ): Promise<void> {
    try {
      await clock.runUntil(isSo, { withinMs: Math.max(0, movedAt + ms - clock.now()) });
    } catch {
      throw new Error(`${await instead()} after ${text}`);
    }
    movedAt = clock.now();
  }

  const rests = () => isAtRest(company);
  const rest = () => comes(rests, patient.rest, () => "work is still in progress");

  const { customer, staff, orders: placed } = people({ command, nextId, provider });
  const { controls, poisoned } = faultControls(company, faults, nextId);
  await clock.runUntil(rests);
  const began = clock.now();
  movedAt = began;
  const before = { hops: recorder.hops.length, events: recorder.events().size };
  hasBegun = true;

  return {
    stage: {
      customer,
      staff,
      faults: controls,
      order,
      random,
      async passes(ms) {
        await clock.advance(ms);
        movedAt = clock.now();
      },
      async until(orderId, status) {
        const hasCome = async () => hasComeTo(status, (await order(orderId)).status);
        await comes(hasCome, patient.until, async () => {
          const { status: now } = await order(orderId);
          return `order ${orderId} should be ${status}, but is ${now}`;
        });
      },
      happens: (orderId, what) =>
        comes(
          async () => knows(await order(orderId), what),
          patient.until,
          () => `order ${orderId} has no ${what} in its history`,
        ),
      rest,
    },
    async end() {
      // Also where the story could not go on: what is in flight comes to its end, so that all the harm is counted.
      await rest().catch(() => {});
      const virtualMs = clock.now() - began;
      await clock.advance(minute);
      const evidence = evidenceOf(company, recorder, provider, poisoned);
      const violations = [...violationsOf(evidence), ...(await readBackProblems({ ...company, clock }))];
      const stopped = company.stop(0);
      await clock.advance(1);
      await stopped;
      provider.stop();
      return {
        orders: placed(),
        events: evidence.events.size - before.events,
        ...detours(recorder.hops.slice(before.hops)),
        virtualMs,
        violations,
      };
    },
  };
}
