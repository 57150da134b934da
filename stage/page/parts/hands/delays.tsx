import { useComputed, useSignal } from "@preact/signals";
import { hears, services } from "#contracts/hears.ts";
import { delaysIn } from "../../model/delays.ts";
import type { Session } from "../../model/session/session.ts";
import { durationText, short } from "../../model/words.ts";
import { Choice, Do } from "./controls.tsx";

const waits = [
  ["1", "1 s late"],
  ["10", "10 s late"],
  ["60", "1 min late"],
  ["300", "5 min late"],
  ["1200", "20 min late, past all retries"],
] as const;

const all = ["all", "every message"] as const;

/** Holds back the messages of a service, of one event type or of all, so that others overtake them. */
export function Delays({ session }: { session: Session }) {
  const service = useSignal<(typeof services)[number]>("restaurants");
  const event = useSignal<string>("orders.order-placed.v1");
  const seconds = useSignal<(typeof waits)[number][0]>("60");
  const active = useComputed(() => delaysIn(session.state.value)).value;
  const events = [all, ...hears[service.value].map((type) => [type, short(type)] as const)];
  return (
    <fieldset class="choices">
      <legend>Hold back messages</legend>
      <Choice
        isBare
        label="Receiver of late messages"
        chosen={service}
        options={services.map((name) => [name, `${name} receives`])}
        onChoose={() => {
          event.value = "all";
        }}
      />
      <Choice isBare label="Late messages" chosen={event} options={events} />
      <Choice isBare label="How late" chosen={seconds} options={waits} />
      <Do
        session={session}
        label="Hold back"
        action={{
          do: "delay",
          service: service.value,
          event: event.value,
          seconds: Number(seconds.value),
        }}
      />
      {active.length > 0 && (
        <ul class="active" aria-label="Delays">
          {active.map(({ byMs, event, service }) => (
            <li key={`${service} ${event}`}>
              <span>
                {service}: {event === "all" ? "every message" : short(event)}, {durationText(byMs)} late
              </span>
              <Do session={session} label="End" action={{ do: "delay", service, event, seconds: 0 }} />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
