import { useComputed } from "@preact/signals";
import type { CompanyState } from "../../../narrative/state.ts";
import type { MapLayout } from "../../model/map/layout.ts";
import type { Session } from "../../model/session/session.ts";
import { count, euros, labelOf } from "../../model/words.ts";
import { useUnchanged } from "../unchanged.ts";
import { Mend } from "./mend.tsx";

/** What the company does not own: its customers, the payment provider, the mailbox. */
export function Outside({ layout, session }: { session: Session; layout: MapLayout }) {
  const { customer, gateway, mailbox, provider } = layout;
  const money = useUnchanged(() => {
    const { charges, refunds } = session.state.value.provider;
    const charged = [...charges.values()].filter(({ status }) => status === "succeeded");
    return {
      charged: charged.reduce((sum, { amount }) => sum + amount.amount, 0),
      refunded: refunds.reduce((sum, { amount }) => sum + amount.amount, 0),
      isAway: session.state.value.provider.is === "away",
      newest: ledgerLine(session.state.value),
    };
  }).value;
  const mails = useComputed(() => session.state.value.mailbox.length).value;
  const subject = useComputed(() => session.state.value.mailbox.at(-1)?.subject).value;
  const small = layout.isNarrow;
  return (
    <g class="outside">
      <g
        transform={`translate(${customer.x} ${customer.y})`}
        role="img"
        aria-label="customers"
        data-frame
        data-explain="customers"
        tabindex={0}
      >
        <circle class="person" cy={-7} r={7} />
        <path class="person" d="M-13 15 a13 13 0 0 1 26 0 z" />
        <text class="outside-name" y={32}>
          customers
        </text>
      </g>
      <g
        transform={`translate(${gateway.x} ${gateway.y})`}
        role="img"
        aria-label="gateway"
        data-frame
        data-explain="gateway"
        tabindex={0}
      >
        <rect class="gate" x={-7} y={-26} width={14} height={52} rx={7} />
        <text class="outside-name" y={42}>
          gateway
        </text>
      </g>
      <g
        class={money.isAway ? "provider away" : "provider"}
        transform={`translate(${provider.x} ${provider.y})`}
        role="img"
        aria-label={`payment provider: charged ${euros(money.charged)}, refunded ${euros(money.refunded)}`}
        data-frame
        data-explain="provider"
        tabindex={0}
      >
        <rect class="box" x={small ? -42 : -78} y={-26} width={small ? 84 : 156} height={52} rx={12} />
        <text class="outside-title" y={-5}>
          {small ? "provider" : money.isAway ? "provider away" : "payment provider"}
        </text>
        <text class="outside-figures" y={14}>
          {small
            ? money.isAway
              ? "away"
              : brief(money.charged - money.refunded)
            : `${brief(money.charged)} in · ${brief(money.refunded)} back`}
        </text>
        {!small && !money.isAway && (
          <text class="outside-newest" y={42}>
            {money.newest}
          </text>
        )}
      </g>
      {money.isAway && (
        <Mend
          session={session}
          at={{ x: provider.x, y: provider.y + 32, align: "middle" }}
          action={{ do: "back", what: "provider" }}
          name="provider away: bring it back"
          offer={small ? "bring back" : "bring it back"}
          state="away"
        />
      )}
      <g
        transform={`translate(${mailbox.x} ${mailbox.y})`}
        role="img"
        aria-label={`mailbox: ${count(mails, "notification")} sent`}
        data-frame
        data-explain="mailbox"
        tabindex={0}
      >
        <rect class="box" x={small ? -30 : -58} y={-26} width={small ? 60 : 116} height={52} rx={12} />
        <text class="outside-title" y={-5}>
          {small ? "mails" : "mailbox"}
        </text>
        <text class="outside-figures" y={14}>
          {small ? mails : `${mails} sent`}
        </text>
        {!small && (
          <text class="outside-newest" y={-36}>
            {subject && `“${shortened(subject)}”`}
          </text>
        )}
      </g>
    </g>
  );
}

/** The newest line of the provider's ledger: `#1: charged €9.50`. */
function ledgerLine(state: CompanyState): string {
  const refund = state.provider.refunds.at(-1);
  const charge = [...state.provider.charges.values()].at(-1);
  const isRefund = refund !== undefined && (!charge || refund.createdAt >= charge.createdAt);
  if (isRefund) return `${labelOf(state, refund.orderId)}: refunded ${euros(refund.amount.amount)}`;
  if (!charge) return "";
  const { amount, orderId, status } = charge;
  const what = status === "succeeded" ? "charged" : status.replaceAll("-", " ");
  return `${labelOf(state, orderId)}: ${what} ${euros(amount.amount)}`;
}

const shortened = (text: string): string => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

/** Money where there is little room: `€19.00`, `€11,043`. */
const brief = (minor: number): string =>
  minor < 100_000 ? euros(minor) : `€${Math.round(minor / 100).toLocaleString("en")}`;
