import type { Session } from "../../model/session.ts";
import { Customer } from "./customer.tsx";
import { Faults } from "./faults.tsx";
import { Guarantees } from "./guarantees.tsx";
import { Staff } from "./staff.tsx";
import { Stories } from "./stories.tsx";

/** Everything that a person can do to the company. */
export function Hands({ session }: { session: Session }) {
  return (
    <section class="hands" aria-label="Hands">
      <Customer session={session} />
      <Stories session={session} />
      <Guarantees session={session} />
      <Faults session={session} />
      <Staff session={session} />
    </section>
  );
}
