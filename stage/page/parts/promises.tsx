import { useComputed } from "@preact/signals";
import type { Session } from "../model/session.ts";

const sign = { kept: "✓", open: "·", broken: "✗" } as const;
const words = { kept: "kept", open: "not at rest yet", broken: "broken" } as const;

/** Every invariant, live: kept, broken, or about an end that has not come. */
export function Promises({ session }: { session: Session }) {
  const promises = session.promises.value;
  const kept = useComputed(() => session.promises.value.filter(({ is }) => is === "kept").length).value;
  const broken = promises.filter(({ is }) => is === "broken").length;
  return (
    <section class={broken > 0 ? "panel promises broken" : "panel promises"} aria-label="Promises">
      <h2>
        Promises{" "}
        <span class="badge">
          {broken > 0
            ? `${broken} broken`
            : promises.length === 0
              ? "not judged: hops were lost"
              : kept === promises.length
                ? `all ${kept} kept`
                : `${kept} kept so far`}
        </span>
      </h2>
      <label class="toggle small-toggle">
        <input
          type="checkbox"
          checked={session.stopsAtBreach.value}
          onChange={() => {
            session.stopsAtBreach.value = !session.stopsAtBreach.value;
          }}
        />
        <span>stop at a breach</span>
      </label>
      <ul>
        {promises.map(({ is, name, violations }) => (
          <li key={name} class={is} title={name}>
            <span class="sign" role="img" aria-label={words[is]}>
              {sign[is]}
            </span>
            <span class="promise-name">
              {name}
              {is === "broken" && <small>{violations.length} found</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A broken promise in one sentence. */
export function BreachBanner({ session }: { session: Session }) {
  const breach = session.breach.value;
  if (!breach) return null;
  return (
    <div class="breach" role="alert">
      <b>A promise broke.</b> <span>{breach.sentence}</span>
      {breach.harm !== undefined && (
        <button
          type="button"
          class="small"
          onClick={() => {
            if (breach.orderId) session.followed.value = breach.orderId;
            if (breach.harm === undefined) return;
            session.player.seek(breach.harm + 1);
            session.selected.value = breach.harm;
          }}
        >
          Show how
        </button>
      )}
    </div>
  );
}
