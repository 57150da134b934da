import type { ServiceName } from "#contracts/generated/events.ts";
import type { Api } from "../api.ts";
import { exchange, wireOf } from "../transport.ts";
import { anOrder, type Token } from "./any-request.ts";

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

/** A valid request to each API, which must succeed whatever was sent before. */
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

/** The fallback for other services. */
const alive: GoodRequest = { token: "none", method: "GET", target: "/healthz", status: 200 };

/** Sends a valid request. Returns what is wrong with the answer; empty if nothing is. */
export async function unexpectedAnswerToValid(
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
  return answer?.status === status ? [] : [`a valid request was answered ${answer?.status} ${answer?.body}`];
}
