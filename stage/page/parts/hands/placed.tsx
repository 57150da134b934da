import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { progressOf } from "../../../narrative/order-of.ts";
import type { Session } from "../../model/session/session.ts";
import { scrolling } from "../viewport.ts";

/** What became of the order that was placed here, where the list of orders is out of sight; leads to the timeline. */
export function Placed({ orderedHere, session }: { orderedHere: string | undefined; session: Session }) {
  const placed = useComputed(() => {
    const state = session.state.value;
    const order = state.orders.get(session.placed.value ?? "");
    return order && { ...order, status: progressOf(state, order) };
  }).value;
  const answer = useRef<HTMLParagraphElement>(null);
  // Whoever orders elsewhere stays where they are: they look at the map.
  const shown = placed?.orderId === orderedHere ? orderedHere : undefined;
  const led = useRef<string>(undefined);
  useEffect(() => {
    // Once for each order, not again when someone returns from the past.
    if (!shown || shown === led.current) return;
    led.current = shown;
    answer.current?.scrollIntoView({ behavior: scrolling(), block: "nearest" });
  }, [shown]);
  return (
    <p class="hint placed" role="status" ref={answer}>
      {placed && (
        <>
          <button
            type="button"
            class="small quietly"
            title="Follow this order in the timeline"
            onClick={() => {
              session.followed.value = placed.orderId;
              const timeline = document.querySelector(".timeline");
              timeline?.scrollIntoView({ behavior: scrolling(), block: "center" });
            }}
          >
            {placed.status === "not accepted" ? placed.label : `${placed.label} placed`}
          </button>{" "}
          {placed.status.replaceAll("-", " ")}
        </>
      )}
    </p>
  );
}
