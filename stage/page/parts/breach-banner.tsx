import { useComputed, useSignal } from "@preact/signals";
import { type Breach, harmComesIn, isForgotten, sentenceAt } from "../model/promises/breach.ts";
import type { Session } from "../model/session/session.ts";
import { durationText } from "../model/words.ts";

/** Leads to the hop that did the harm, where the log has it. */
export function showHow(session: Session, { harm, orderId }: Breach): void {
  if (orderId) session.followed.value = orderId;
  if (harm === undefined) return;
  session.player.seek(harm + 1);
  session.selected.value = harm;
}

/** A broken promise in one sentence. */
export function BreachBanner({ session }: { session: Session }) {
  const breach = session.breach.value;
  const { log, now, position } = session.player;
  const inMs = useComputed(() => {
    const moment = { now: now.value, position: position.value };
    return session.breach.value && harmComesIn(session.breach.value, log.value, moment);
  }).value;
  const sentence = useComputed(
    () => session.breach.value && sentenceAt(session.breach.value, position.value),
  ).value;
  const dismissed = useSignal("");
  if (!breach) return <Foreseen session={session} />;
  const what = `${breach.harm} ${breach.sentence}`;
  if (dismissed.value === what) return null;
  const isAhead = inMs !== undefined;
  return (
    <div class={isAhead ? "breach foreseen" : "breach"} role={isAhead ? "status" : "alert"}>
      <p title={sentence}>
        <b>{isAhead ? breaksText(inMs) : "A promise broke."}</b> {sentence}
        {isForgotten(breach) && " What led to it is no longer in the log; the panel Promises lists it."}
      </p>
      {breach.harm !== undefined && (
        <button type="button" class="small" onClick={() => showHow(session, breach)}>
          Show how
        </button>
      )}
      <button
        type="button"
        class="small dismiss"
        aria-label="Dismiss"
        title="Dismiss: the panel Promises still tells it"
        onClick={() => {
          dismissed.value = what;
        }}
      >
        ×
      </button>
    </div>
  );
}

const breaksText = (inMs: number): string =>
  `${inMs < 1 ? "Within the same millisecond" : `${durationText(inMs)} later`}, a promise breaks.`;

/** At the moment of a link from which a promise will break: that it will, and the way there. */
function Foreseen({ session }: { session: Session }) {
  const foreseen = session.foreseen.value;
  if (!foreseen) return null;
  return (
    <div class="breach foreseen" role="status">
      <p title={foreseen.sentence}>
        <b>{breaksText(foreseen.inMs)}</b> {foreseen.sentence}
        {foreseen.isAtEnd && " That is the end, when everything is judged."}
      </p>
      <button type="button" class="small" onClick={() => session.player.seekBeyond(foreseen.position)}>
        Show
      </button>
    </div>
  );
}
