import { useComputed } from "@preact/signals";
import type { MapLayout } from "../model/map-layout.ts";
import type { Session } from "../model/session.ts";
import { euros } from "../model/words.ts";
import { useUnchanged } from "./unchanged.ts";

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
    };
  }).value;
  const mails = useComputed(() => session.state.value.mailbox.length).value;
  const small = layout.isNarrow;
  return (
    <g class="outside">
      <g transform={`translate(${customer.x} ${customer.y})`} role="img" aria-label="customers">
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
        data-explain="provider"
        tabindex={0}
      >
        <rect class="box" x={small ? -42 : -78} y={-26} width={small ? 84 : 156} height={52} rx={12} />
        <text class="outside-title" y={-5}>
          {money.isAway ? "provider away" : small ? "provider" : "payment provider"}
        </text>
        <text class="outside-figures" y={14}>
          {small
            ? brief(money.charged - money.refunded)
            : `${brief(money.charged)} in · ${brief(money.refunded)} back`}
        </text>
      </g>
      <g
        transform={`translate(${mailbox.x} ${mailbox.y})`}
        role="img"
        aria-label={`mailbox: ${mails} notifications sent`}
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
      </g>
    </g>
  );
}

/** Money where there is little room: `€19.00`, `€11,043`. */
const brief = (minor: number): string =>
  minor < 100_000 ? euros(minor) : `€${Math.round(minor / 100).toLocaleString("en")}`;
