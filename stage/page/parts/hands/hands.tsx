import { useRef } from "preact/hooks";
import { actsNowText } from "../../model/real-time.ts";
import type { Session } from "../../model/session/session.ts";
import { scrolling } from "../viewport.ts";
import { Customer } from "./customer.tsx";
import { Faults } from "./faults.tsx";
import { Guarantees } from "./guarantees.tsx";
import { Staff } from "./staff.tsx";
import { Stories } from "./stories.tsx";

/** The parts of the hands, by the name of their panel. */
const parts = [
  ["customer", "Order"],
  ["faults", "Break it"],
  ["guarantees", "Guarantees"],
  ["stories", "Stories"],
  ["staff", "Staff"],
] as const;

/** Why the hands are grey, and how to get them; or why what they do is not seen where one looks. */
function Watching({ session }: { session: Session }) {
  const allowed = session.source.allows("order");
  const text = allowed === true ? actsNowText(session.player) : allowed;
  return text ? <p class="panel watching">{text}</p> : null;
}

/** Everything that a person can do to the company. All of it is there; a row of buttons leads to what is out of sight. */
export function Hands({ session }: { session: Session }) {
  const hands = useRef<HTMLElement>(null);
  const goTo = (name: string) => {
    hands.current?.querySelector(`.${name}`)?.scrollIntoView({ behavior: scrolling(), block: "start" });
  };
  return (
    <section class="hands" aria-label="Hands" ref={hands}>
      <div class="jumps" role="group" aria-label="Parts of the hands">
        {parts.map(([name, text]) => (
          <button key={name} type="button" class="small quietly" onClick={() => goTo(name)}>
            {text}
          </button>
        ))}
      </div>
      <Watching session={session} />
      <Customer session={session} />
      <Faults session={session} />
      <Guarantees session={session} />
      <Stories session={session} />
      <Staff session={session} />
    </section>
  );
}
