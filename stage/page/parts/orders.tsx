import { type ReadonlySignal, useComputed } from "@preact/signals";
import { milliseconds } from "#messaging/instant.ts";
import type { Order } from "#orders/order.ts";
import { orderStatuses } from "#orders/status.ts";
import type { Payment } from "#payments/payment.ts";
import { basketOf, canPayTooLate, orderOf, paymentOf, progressOf } from "../../narrative/order-of.ts";
import type { Session } from "../model/session/session.ts";
import { durationText, euros } from "../model/words.ts";
import { unlessAllowed } from "./hands/controls.tsx";

const shown = 20;

/** The orders, the newest first: what each is called, and how far it is. */
export function Orders({ session }: { session: Session }) {
  const orders = useComputed(() => {
    const state = session.state.value;
    const all = [...state.orders.values()];
    // The order that is told about stays in sight, however many came after it.
    const harmed = state.orders.get(session.breach.value?.orderId ?? "");
    const newest = all.slice(-shown);
    return {
      count: all.length,
      refused: state.refusedOrders,
      rows: [...(harmed && !newest.includes(harmed) ? [harmed] : []), ...newest.reverse()].map((order) => ({
        ...order,
        order: orderOf(state, order.orderId),
        basket: basketOf(state, order),
        status: progressOf(state, order),
      })),
    };
  }).value;
  return (
    <section class="panel orders" aria-label="Orders">
      <h2>
        Orders <span class="badge">{countText(orders.count)}</span>
        {orders.refused > 0 && (
          <span class="badge refused" title="The list has those of them that reached the service orders.">
            · {orders.refused.toLocaleString("en")} refused
          </span>
        )}
      </h2>
      <ul aria-label="Orders" onScroll={keepToRows}>
        {orders.rows.map((row) => (
          <Row key={row.orderId} session={session} {...row} />
        ))}
      </ul>
    </section>
  );
}

function countText(count: number): string {
  if (count === 0) return "none yet";
  return count > shown ? `${count}, of which the newest ${shown} are shown` : String(count);
}

/** Whoever scrolls keeps what they look at; whoever does not sees the newest. */
function keepToRows({ currentTarget: list }: { readonly currentTarget: HTMLElement }): void {
  list.classList.toggle("is-scrolled", list.scrollTop > 0);
}

interface RowProps {
  readonly session: Session;
  readonly label: string;
  readonly orderId: string;
  readonly order: Order | undefined;
  readonly basket: ReturnType<typeof basketOf>;
  readonly status: string;
}

function Row({ basket, label, order, orderId, session, status }: RowProps) {
  const isOver = status === "delivered" || status === "cancelled";
  const payment = useComputed(() => paymentOf(session.state.value, orderId)).value;
  const isTooLate = useComputed(() => canPayTooLate(session.state.value, orderId)).value;
  const toConfirm = useComputed(() =>
    timeToConfirm(paymentOf(session.state.value, orderId), session.player.now),
  ).value;
  const actsNow = session.player.actsNow.value;
  const isFollowed = session.followed.value === orderId;
  return (
    <li class={`order is-${status.replaceAll(" ", "-")}`}>
      <button
        type="button"
        class="order-name"
        aria-pressed={isFollowed}
        title="Follow this order in the timeline"
        onClick={() => {
          session.followed.value = isFollowed ? undefined : orderId;
        }}
      >
        <span class="label">{label}</span>
        <span class="dish">{basket?.dishes ?? "…"}</span>
        <span class="price">{basket?.total === undefined ? "" : euros(basket.total)}</span>
        <Progress status={status} />
        <span class="order-status">{toConfirm ?? status.replaceAll("-", " ")}</span>
      </button>
      <span class="order-buttons">
        {payment?.status === "awaiting-confirmation" && !isOver && (
          <button
            type="button"
            class="small"
            aria-label={`Confirm the payment of ${label}`}
            {...unlessAllowed(session, "confirm")}
            onClick={() => session.act({ do: "confirm", orderId })}
          >
            Confirm
          </button>
        )}
        {isTooLate && (
          <button
            type="button"
            class="small quietly"
            aria-label={`Confirm the payment of ${label} too late`}
            title="Too late for the company, but the bank does not know that, and charges the card. Then payments has to refund it."
            {...unlessAllowed(session, "confirm-at-the-bank")}
            onClick={() => session.act({ do: "confirm-at-the-bank", orderId })}
          >
            Confirm late
          </button>
        )}
        {!isOver && order && (
          <button
            type="button"
            class="small quietly"
            aria-label={actsNow ? `Cancel now: ${label}` : `Cancel ${label}`}
            {...unlessAllowed(session, "cancel")}
            onClick={() => session.act({ do: "cancel", orderId })}
          >
            {actsNow ? "Cancel now" : "Cancel"}
          </button>
        )}
      </span>
    </li>
  );
}

/** How long a customer can still confirm; then the order expires. */
function timeToConfirm(payment: Payment | undefined, now: ReadonlySignal<number>): string | undefined {
  if (payment?.status !== "awaiting-confirmation") return undefined;
  return `${durationText(Math.max(0, milliseconds(payment.expiresAt) - now.value))} to confirm`;
}

/** How far an order is: a dot for each status on the way to delivery. */
function Progress({ status }: { status: string }) {
  const steps = orderStatuses.filter((one) => one !== "cancelled");
  const reached = steps.map(String).indexOf(status);
  return (
    <span class="progress" aria-hidden="true">
      {steps.map((step, i) => (
        <i key={step} class={i <= reached ? "reached" : ""} />
      ))}
    </span>
  );
}
