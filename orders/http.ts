import type { Request } from "express";
import openapi from "#contracts/http/orders.openapi.json" with { type: "json" };
import { keyed, keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import { type Principal, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { serviceApi } from "#messaging/http/service-api.ts";
import { cancelOrder } from "./cancel-order.ts";
import { type Order, orders } from "./order.ts";
import { orderIdOf, type PlaceOrder, placeOrder } from "./place-order.ts";

type OrderBody = Omit<PlaceOrder, "orderId" | "customer">;
type AboutOrder = { readonly orderId: string };

/** The HTTP API of orders: customers place, follow and cancel their own orders; staff read all orders. */
export const ordersHttp = serviceApi("orders", openapi, (router, submit, { store }) => {
  const customers = requireRole("customer");
  const readers = requireRole("customer", "staff");

  router.post("/orders", customers, async (request, response) => {
    const keyedRequest = keyed(request);
    const orderId = orderIdOf(keyedRequest.id);
    const { id: customerId, name, email } = principalOf(request);
    const body: OrderBody = request.body;
    const data = { ...body, orderId, customer: { customerId, name, email } };
    const { reply } = await submit(keyedRequest, {
      type: placeOrder,
      subject: orderId,
      data,
      refusals: unplaceable,
    });
    response.status(202).location(`/orders/${orderId}`).json(reply);
  });

  router.get("/orders", readers, async (request, response) => {
    const { role, id: customerId } = principalOf(request);
    const where: Readonly<Record<string, string>> = role === "staff" ? {} : { customerId };
    const limit = Number(request.query.limit ?? 20);
    const found = await store.list(orders, { where, newestFirst: "placedAt", limit });
    response.json({ orders: found.map(summaryOf) });
  });

  router.get("/orders/:orderId", readers, async (request: Request<AboutOrder>, response) => {
    const { orderId } = request.params;
    const order = await store.get(orders(orderId));
    if (!order || !mayRead(principalOf(request), order)) {
      throw new Problem(404, "unknown-order", `you have no order ${orderId}`);
    }
    response.json({ ...summaryOf(order), history: order.history });
  });

  router.post("/orders/:orderId/cancel", customers, async (request: Request<AboutOrder>, response) => {
    const { orderId } = request.params;
    const data = { orderId, customerId: principalOf(request).id };
    const command = { type: cancelOrder, subject: orderId, data, refusals: { "unknown-order": 404 } };
    const { reply } = await submit(keyedOrNew(request), command);
    response.json(reply);
  });
});

/** Refusals for what is ordered: the same request can never succeed. */
const unplaceable = {
  "unknown-restaurant": 422,
  "unknown-dish": 422,
  "duplicate-dish": 422,
  "nothing-to-pay": 422,
  "total-too-large": 422,
};

const mayRead = ({ role, id }: Principal, { customerId }: Order): boolean =>
  role === "staff" || id === customerId;

/**
 * The fields that clients may see, without the history. Listed one by one, so that a new field is not exposed
 * by accident.
 */
const summaryOf = (order: Order) => ({
  orderId: order.orderId,
  customerId: order.customerId,
  restaurantId: order.restaurantId,
  restaurantName: order.restaurantName,
  items: order.items,
  total: order.total,
  address: order.address,
  ...(order.note === undefined ? {} : { note: order.note }),
  placedAt: order.placedAt,
  status: order.status,
});
