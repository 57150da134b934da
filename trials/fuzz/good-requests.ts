import type { ServiceName } from "#contracts/generated/events.ts";
import { anOrder, type Token } from "./any-request.ts";
import type { Api } from "./api.ts";
import { exchange, wireOf } from "./transport.ts";

interface GoodRequest {
  readonly token: Token;
  readonly method: string;
  readonly target: string;
  readonly body?: object;
  readonly status: number;
}

const dinner = {
  restaurantId: "trattoria-sole",
  items: [{ dishId: "margherita", quantity: 1 }],
  card: "tok_ok",
  address: "1 Ballet Lane",
};
const channels = { email: true, sms: false, push: true };

/** What each API answers as it should, whatever was asked before. */
const requests: Readonly<Partial<Record<ServiceName, GoodRequest>>> = {
  orders: { token: "ada", method: "POST", target: "/orders", body: dinner, status: 202 },
  payments: { token: "ada", method: "GET", target: `/payments/${anOrder}`, status: 200 },
  restaurants: {
    token: "sam",
    method: "PATCH",
    target: "/restaurants/chez-colette",
    body: { open: true },
    status: 200,
  },
  couriers: { token: "sam", method: "PATCH", target: "/couriers/zeno", body: { onShift: true }, status: 200 },
  notifications: {
    token: "ada",
    method: "PUT",
    target: "/notifications/preferences",
    body: { channels, detail: "essential" },
    status: 200,
  },
};

/** Where nothing better is known. */
const alive: GoodRequest = { token: "none", method: "GET", target: "/healthz", status: 200 };

/** Asks for something as it should be asked. What is wrong with the answer, if anything is. */
export async function complaintAboutGood(
  name: ServiceName,
  api: Api,
  key: string,
): Promise<readonly string[]> {
  const { body, method, status, target, token } = requests[name] ?? alive;
  const answer = await exchange(
    api.port,
    wireOf(
      {
        method,
        target,
        headers: [
          ["Authorization", api.bearers[token] ?? ""],
          ["Idempotency-Key", key],
          ...(body ? [["Content-Type", "application/json"] as const] : []),
        ],
        body: body && Buffer.from(JSON.stringify(body)),
      },
      { as: "whole" },
    ),
    false,
  );
  return answer?.status === status ? [] : [`a good request was answered ${answer?.status} ${answer?.body}`];
}
