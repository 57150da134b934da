import {
  alsoConsumes,
  type Edit,
  first,
  json,
  movedOn,
  next,
  notificationsLearn,
  reactionAdded,
  reactsToNext,
  stopsConsuming,
} from "./edits.ts";
import { paymentSucceededV2 } from "./payment-succeeded-v2.ts";

/** One release on the way from `payments.payment-succeeded.v1` to v2. */
export interface Stage {
  readonly release: string;
  readonly about: string;
  /** The services to deploy, in this order; the others stay at the previous release. */
  readonly deployed: readonly string[];
  readonly edits: readonly Edit[];
}

/** A customer may pay with several cards: v1 has room for one charge. */
export const stages: readonly Stage[] = [
  {
    release: "1.1.0",
    about: "payments publishes both versions, and orders, the first consumer to move, consumes both.",
    deployed: ["payments", "orders"],
    edits: [
      { file: "contracts/events/payments/payment-succeeded.v2.json", write: json(paymentSucceededV2) },
      {
        file: "payments/on-charge-settled.ts",
        line: `event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),`,
        becomes: `event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),
          event("${next}", orderId, { orderId, total: amount, charges: [{ amount, chargeId: charge.chargeId }] }),`,
      },
      ...alsoConsumes("orders"),
      reactsToNext("orders"),
      ...reactionAdded("orders"),
    ],
  },
  {
    release: "1.2.0",
    about: "orders consumes v2 only; restaurants consumes both.",
    deployed: ["restaurants", "orders"],
    edits: [
      ...movedOn("orders"),
      ...alsoConsumes("restaurants"),
      reactsToNext("restaurants"),
      ...reactionAdded("restaurants"),
    ],
  },
  {
    release: "1.3.0",
    about: "restaurants consumes v2 only; notifications consumes both, and notifies the customer once.",
    deployed: ["restaurants", "notifications"],
    edits: [...movedOn("restaurants"), ...alsoConsumes("notifications"), ...notificationsLearn()],
  },
  {
    release: "2.0.0",
    about: "No service needs v1: payments stops publishing it, and then notifications stops consuming it.",
    deployed: ["payments", "notifications"],
    edits: [
      {
        file: "payments/on-charge-settled.ts",
        line: `          event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),\n`,
        becomes: "",
      },
      { file: "contracts/events/payments/payment-succeeded.v1.json", delete: true },
      ...stopsConsuming("notifications"),
      { file: "notifications/service.ts", line: `    onNews("${first}"),\n`, becomes: "" },
    ],
  },
];
