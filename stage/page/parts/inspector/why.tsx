import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import { sentenceAt } from "../../model/promises/breach.ts";
import type { Session } from "../../model/session/session.ts";
import { headline, timeOfDay } from "../../model/words.ts";

/** At the hop that broke a promise: how the harm came about, and what prevents it. */
export function Why({ at, session }: { session: Session; at: number }) {
  const breach = session.breach.value;
  if (breach === undefined || breach.harm !== at) return null;
  const off = session.player.log.value.present.without;
  return (
    <>
      <p class="felt">{sentenceAt(breach, session.player.position.value)}</p>
      <Way session={session} path={breach.path} />
      {breach.without.map(({ name, why }) => (
        <div key={name} class="why">
          <p>
            <b>Why</b> {why}
          </p>
          <p>
            <b>What prevents it</b> {guaranteeNamed(name)?.prevents} That is <i>{name}</i>
            {session.source.isRecorded
              ? ", which the ON side has."
              : off.has(name)
                ? ": switch it on again under Guarantees."
                : ", which is on again: that helps whoever comes after."}
          </p>
        </div>
      ))}
    </>
  );
}

/** From the cause to the harm, hop by hop; each leads to its moment. */
function Way({ path, session }: { session: Session; path: readonly number[] }) {
  const log = session.player.log.value;
  return (
    <>
      <h3>From the cause to the harm</h3>
      <ol class="way">
        {path.map((at) => {
          const entry = log.entry(at);
          return (
            entry && (
              <li key={at}>
                <button type="button" onClick={() => session.player.seek(at + 1)}>
                  {headline(entry)} <small>{timeOfDay(entry.at, 3)}</small>
                </button>
              </li>
            )
          );
        })}
      </ol>
    </>
  );
}

/** The questions that the missing guarantees answer. */
export function questionsOfBreach(session: Session, at: number): readonly number[] {
  const breach = session.breach.value;
  if (breach?.harm !== at) return [];
  return breach.without.flatMap(({ name }) => guaranteeNamed(name)?.question ?? []);
}

const guaranteeNamed = (name: string) => disabledGuarantees.find((one) => one.name === name);
