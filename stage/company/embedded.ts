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
  /** The seed of all random choices. The same seed gives the same run, byte for byte. */
  readonly seed: number;
  /** Called for every hop of the story, but not for those of the company's start. */
  readonly onHop?: (hop: Hop) => void;
  /** A guarantee that is switched off. */
  readonly without?: DisabledGuarantee;
}

const minute = 60_000;
const hour = 60 * minute;
/** How long a story waits for one condition, and for the company to come to rest. */
const patience = { until: { ms: 2 * hour, text: "two hours" }, rest: { ms: 6 * hour, text: "six hours" } };
/** Without a guarantee, work can continue forever. What has not finished an hour after the last action never will. */
const anHour = { ms: hour, text: "an hour" };
const webhookSecret = "between the provider and us";
/** The longest one-way delay to a store, the broker or the provider, in milliseconds. */
const longestWayMs = 15;

/** A venue in this process, on virtual time: the company on the embedded adapters, with as many instances as the story needs. */
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
  /** The virtual time of the last action, or of the last condition met. */
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
  // With a guarantee switched off, virtual time may already have to pass as the company starts.
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
    decorate: (ports) => recorder.recordIntent(without?.decorate?.(ports) ?? ports),
    ...(without?.replace ? { replace: without.replace } : {}),
  });
  const company = await awaited(starting);

  /** Submits a command as its HTTP route would. */
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

  /** Advances time until a condition holds. @throws Error that describes the actual state if it does not hold in time */
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
      // Also if the story failed: work in flight finishes first, so that every violation is counted.
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
