import supertest from "supertest";
import { topology } from "#contracts/topology.ts";
import { type Principal, tokens } from "#messaging/http/auth.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { run } from "#messaging/running/run.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { paymentsHttp } from "../http.ts";
import { payments } from "../payment.ts";
import type { PaymentProvider } from "../provider.ts";
import { paymentsCalls, paymentsService } from "../service.ts";
import { orderId } from "./given.ts";

export const ada: Principal = { id: "ada", name: "Ada Lovelace", email: "ada@example.com", role: "customer" };
export const grace: Principal = { ...ada, id: "grace", name: "Grace Hopper", email: "grace@example.com" };
export const staff: Principal = { ...ada, id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const courier: Principal = { ...ada, id: "marie", name: "Marie", role: "courier" };

/** A provider that says yes to everything. */
export const willing: PaymentProvider = {
  charge: async () => ({ orderId, chargeId: "ch_1", status: "succeeded" }),
  confirm: async () => ({ orderId, chargeId: "ch_1", status: "succeeded" }),
  refund: async () => ({ orderId, chargeId: "ch_1", refundId: "re_1" }),
};

/** A provider that nobody can reach. */
const unreachable = () => Promise.reject(new Error("connect ECONNREFUSED"));
export const silent: PaymentProvider = { ...willing, charge: unreachable };

export const chargeSucceeded = {
  id: "evt_1",
  type: "charge.succeeded",
  createdAt: "2026-01-02T18:00:00.000Z",
  data: {
    chargeId: "ch_1",
    key: `charge:${orderId}`,
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    status: "succeeded",
  },
};

/**
 * Payments, running on the embedded adapters, with a provider at the other end. Its clock shows 18:00 until
 * it is moved.
 */
export async function runPayments(provider: PaymentProvider) {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology });
  const store = memoryDatabase().connect();
  /** The keys of the calls that were made, and the types of messages that came twice. */
  const called: string[] = [];
  const duplicates: string[] = [];
  const noting: PaymentProvider = {
    charge: (request, context) => note(context.key, () => provider.charge(request, context)),
    confirm: (request, context) => note(context.key, () => provider.confirm(request, context)),
    refund: (request, context) => note(context.key, () => provider.refund(request, context)),
  };
  const note = <Answer>(key: string, call: () => Promise<Answer>): Promise<Answer> => {
    called.push(key);
    return call();
  };
  const running = await run(paymentsService({ paymentExpiryMs: 15 * 60_000 }), {
    broker: broker.connect("payments"),
    store,
    clock,
    random: () => 0,
    performers: paymentsCalls(noting),
    observe: (hop) => hop.kind === "duplicate" && duplicates.push(hop.message.type),
  });
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const tokenOf = new Map<Principal, string>();
  for (const who of [ada, grace, staff, courier]) tokenOf.set(who, `Bearer ${await issue(who)}`);
  const errors: unknown[] = [];
  const { app } = paymentsHttp({
    authenticate,
    clock,
    running,
    store,
    webhookSecrets: ["whsec_1"],
    report: (error) => errors.push(error),
  });
  const http = supertest(app);
  const said: string[] = [];
  broker.listen(({ routingKey }) => void said.push(routingKey));

  return {
    clock,
    http,
    called,
    duplicates,
    /** What was published, by type. */
    said,
    /** Errors that are ours: none are expected. */
    errors,
    /** Hands a message in at the door. */
    hears: (message: Message) => running.submit(message, ""),
    get: (path: string, as: Principal) => http.get(path).set("Authorization", tokenOf.get(as) ?? ""),
    post: (path: string, as: Principal) => http.post(path).set("Authorization", tokenOf.get(as) ?? ""),
    /** The provider sends an event, signed now. */
    webhook: (event: object) => {
      const body = JSON.stringify(event);
      const signature = signWith("whsec_1")(body, clock.now());
      const request = http.post("/payments/webhook").set("Provider-Signature", signature);
      return request.set("Content-Type", "application/json").send(body);
    },
    status: async () => (await store.get(payments(orderId)))?.status,
    close: () => running.stop(0),
  };
}

export type RunningPayments = Awaited<ReturnType<typeof runPayments>>;
