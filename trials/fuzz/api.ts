import type { ServiceName } from "#contracts/generated/events.ts";
import { type Principal, tokens } from "#messaging/http/request/auth.ts";
import { listen } from "#messaging/http/server.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { beginning } from "#messaging/message.ts";
import type { Running } from "#messaging/running/run-service.ts";
import { recordingSender } from "#notifications/sender.ts";
import { placeOrder } from "#orders/place-order.ts";
import { createProvider } from "#outside/payment-provider/provider.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { company } from "#stage/company/company.ts";
import { embeddedProvider } from "#stage/company/provider/embedded.ts";
import { apiOf } from "#stage/company/services.ts";
import { shortTimes } from "#stage/company/settings.ts";
import { anOrder, type Token } from "./draw/any-request.ts";

export type Api = Awaited<ReturnType<typeof openApi>>;

const secret = "a secret of the fuzz, 32 bytes or more";
const person = (id: string, role: Principal["role"]): Principal => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
});

/** Serves the API of one service on its own port, with the whole company behind it on virtual time. */
export async function openApi(name: ServiceName) {
  const clock = virtualClock();
  const access = tokens({ secret, clock });
  const provider = createProvider({ clock, sign: () => "", webhook: async () => {} });
  const five = await company({
    clock,
    random: () => 0.5,
    settings: shortTimes,
    provider: embeddedProvider(provider),
    sender: recordingSender(),
  });
  await clock.advance(1_000);
  await placeAnOrder(five.reach("orders"));
  await clock.advance(1_000);
  const reported: unknown[] = [];
  const given = {
    authenticate: access.authenticate,
    clock,
    running: five.reach(name),
    store: five.store(name),
    requestsPerMinute: 1_000_000_000,
    report: (error: unknown) => void reported.push(error),
  };
  const api = await apiOf(name, given, [secret]);
  const server = await listen(api.app, { port: 0 });
  const issue = (who: Principal, minutes = 1_000_000) => access.issue(who, { minutes });
  const ada = await issue(person("ada", "customer"));
  const forger = tokens({ secret: "another secret, of a forger, 32 bytes", clock });
  const bearers: Readonly<Record<Token, string | undefined>> = {
    ada: `Bearer ${ada}`,
    sam: `Bearer ${await issue(person("sam", "staff"))}`,
    marie: `Bearer ${await issue(person("marie", "courier"))}`,
    none: undefined,
    forged: `Bearer ${await forger.issue(person("sam", "staff"))}`,
    expired: `Bearer ${await issue(person("sam", "staff"), -1)}`,
    unsigned: `Bearer ${unsigned({ sub: "sam", role: "staff" })}`,
    garbage: "Bearer \u00ff.\u00fe.\u00fd",
    basic: "Basic c2FtOnNhbQ==",
  };
  return {
    port: server.port,
    clock,
    bearers,
    /** Signs a webhook as the provider does. */
    sign: (body: string) => signWith(secret)(body, clock.now()),
    /** The server errors reported since the last call. */
    reported: () => reported.splice(0),
    async close() {
      await server.close({ withinMs: 0 });
      provider.stop();
      await five.stop(0);
    },
  };
}

function placeAnOrder({ submit }: Running): Promise<unknown> {
  const customer = { customerId: "ada", name: "ada", email: "ada@example.com" };
  const items = [{ dishId: "margherita", quantity: 1 }];
  const asked = { restaurantId: "trattoria-sole", items, card: "tok_ok", address: "1 Ballet Lane" };
  const data = { ...asked, orderId: anOrder, customer };
  const { type } = placeOrder;
  const time = "2026-01-02T18:00:00.000Z";
  return submit(beginning({ id: anOrder, type, source: "/orders", subject: anOrder, time, data }), "");
}

/** An unsigned token (`alg: none`). */
const unsigned = (claims: object): string =>
  `${[{ alg: "none", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
