import { useComputed } from "@preact/signals";
import { customerOf } from "../../../narrative/text/results/harm.ts";
import type { Session } from "../../model/session/session.ts";
import { labelOf } from "../../model/words.ts";

/** Time waits for the customer of an order, who is the person at the page: what there is to do. */
export function Waiting({ orderId, session }: { orderId: string; session: Session }) {
  const who = useComputed(() => customerOf(session.state.value, orderId)).value;
  const label = useComputed(() => labelOf(session.state.value, orderId)).value;
  return (
    <div class="breach foreseen" role="status">
      <p>
        <b>Time waits for you.</b> The bank wants {who} to confirm the payment of {label}.
      </p>
      <button type="button" class="small" onClick={() => session.act({ do: "confirm", orderId })}>
        Confirm
      </button>
      <button
        type="button"
        class="small quietly"
        title="The time to pay runs out, and the order is cancelled"
        onClick={() => {
          session.player.playing.value = true;
        }}
      >
        Play on
      </button>
    </div>
  );
}
