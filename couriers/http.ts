import type { Request } from "express";
import openapi from "#contracts/http/couriers.openapi.json" with { type: "json" };
import { keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import { type Principal, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { serviceApi } from "#messaging/http/service-api.ts";
import { couriers } from "./courier.ts";
import { deliveries } from "./delivery.ts";
import { rosters } from "./roster.ts";
import { setShift } from "./set-shift.ts";
import { type DeliveryView, deliveryView, seenByStaff } from "./views.ts";

type AboutCourier = { readonly courierId: string };
type AboutOrder = { readonly orderId: string };

/** The HTTP API of couriers: staff see couriers and change their shifts, couriers see what they carry. */
export const couriersHttp = serviceApi("couriers", openapi, (router, submit, { store }) => {
  const staff = requireRole("staff");

  router.get("/couriers", staff, async (request, response) => {
    const where = typeof request.query.zone === "string" ? { zone: request.query.zone } : {};
    const found = await store.list(rosters, { where, newestFirst: "zone", limit: 1_000 });
    response.json({ couriers: [...found].reverse().flatMap(seenByStaff) });
  });

  router.patch(
    "/couriers/:courierId",
    staff,
    async (request: Request<AboutCourier, unknown, { readonly onShift: boolean }>, response) => {
      const { courierId } = request.params;
      const employment = await store.get(couriers(courierId));
      if (!employment) throw new Problem(404, "unknown-courier", `there is no courier ${courierId}`);
      const { reply } = await submit(keyedOrNew(request), {
        type: setShift,
        subject: courierId,
        data: { courierId, zone: employment.zone, onShift: request.body.onShift },
        refusals: { "unknown-courier": 404 },
      });
      response.json(reply);
    },
  );

  router.get(
    "/deliveries/:orderId",
    requireRole("staff", "courier"),
    async (request: Request<AboutOrder>, response) => {
      const { orderId } = request.params;
      const delivery = deliveryView(await store.get(deliveries(orderId)));
      if (!delivery || !mayRead(principalOf(request), delivery)) {
        throw new Problem(404, "unknown-delivery", `there is no delivery ${orderId}, or you may not see it`);
      }
      response.json(delivery);
    },
  );
});

/** A delivery contains the customer's address, so only staff and its own courier may see it. */
const mayRead = ({ role, id }: Principal, { courier }: DeliveryView): boolean =>
  role === "staff" || id === courier?.courierId;
