import { useSignal } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import { type LookName, lookNames } from "../../exam/case.ts";
import type { SuspectName } from "../../exam/suspects.ts";
import type { Investigation } from "../model/investigation.ts";
import { material } from "../model/material.ts";
import type { Evening } from "../worker/protocol.ts";
import { Choice } from "./choice.tsx";

/** Looks, hints for sentences, and the suspects. */
export function Work({ current, evening }: { current: Investigation; evening: Evening }) {
  return (
    <div class="work">
      <div>
        <Looking current={current} evening={evening} />
        <Looked current={current} />
        <Hints current={current} />
      </div>
      <Suspects current={current} />
    </div>
  );
}

/** What each look can be about. */
const targets: Readonly<Record<LookName, readonly ("orders" | "services" | "everything")[]>> = {
  order: ["orders"],
  documents: ["orders", "services"],
  processed: ["orders"],
  outbox: ["everything"],
  timers: ["everything"],
  queues: ["everything"],
  parked: ["everything"],
  ledger: ["everything", "orders"],
};

function Looking({ current, evening: { complaints, orders } }: { current: Investigation; evening: Evening }) {
  const name = useSignal<LookName>("order");
  // The first order that somebody complains about.
  const target = useSignal(/#\d+/.exec(complaints.join())?.[0] ?? "");
  const kinds = targets[name.value];
  const choices = [
    ...(kinds.includes("everything") ? [""] : []),
    ...(kinds.includes("orders") ? orders : []),
    ...(kinds.includes("services") ? services : []),
  ];
  const chosen = choices.includes(target.value) ? target.value : (choices[0] ?? "");
  const look = (event: Event) => {
    event.preventDefault();
    void current.look(name.value, chosen === "" ? undefined : chosen);
  };
  return (
    <section class="panel" aria-label="Look around">
      <h3>Look around</h3>
      <form onSubmit={look}>
        <Choice legend="at" name="look" of={lookNames} chosen={name} />
        <div class="row">
          <label class="target">
            of
            <select
              value={chosen}
              disabled={choices.length === 1}
              onChange={({ currentTarget }) => {
                target.value = currentTarget.value;
              }}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === ""
                    ? "everything"
                    : choice.startsWith("#")
                      ? `order ${choice}`
                      : `service ${choice}`}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="primary">
            Look
          </button>
        </div>
      </form>
    </section>
  );
}

/** Everything that was looked at, the newest first. */
export function Looked({ current }: { current: Investigation }) {
  const seen = current.seen.value;
  if (seen.length === 0) return null;
  return (
    <section class="looked" aria-label="What you saw" aria-live="polite">
      <h3>What you saw</h3>
      {seen.map(({ lines, name, target }, i) => (
        <figure key={seen.length - i}>
          <figcaption>
            {name} {target}
          </figcaption>
          <pre tabIndex={0}>{lines.join("\n")}</pre>
        </figure>
      ))}
    </section>
  );
}

function Hints({ current }: { current: Investigation }) {
  const said = useSignal("");
  const say = async (event: Event) => {
    event.preventDefault();
    await current.say(said.value);
    if (current.notice.value === undefined) said.value = "";
  };
  return (
    <section class="panel" aria-label="Hints">
      <h3>A hint costs a sentence</h3>
      <form onSubmit={say}>
        <label>
          What do you know so far?
          <textarea
            rows={2}
            value={said.value}
            onInput={({ currentTarget }) => {
              said.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit">Say it</button>
      </form>
      <ul class="hints" aria-live="polite">
        {current.hints.value.map(({ hint, said }, i) => (
          <li key={`${i} ${said}`}>{hint}</li>
        ))}
      </ul>
    </section>
  );
}

function Suspects({ current }: { current: Investigation }) {
  const suspect = useSignal<SuspectName | undefined>(undefined);
  const evidence = useSignal("");
  const guess = (event: Event) => {
    event.preventDefault();
    void current.guess(suspect.value, evidence.value);
  };
  return (
    <section class="panel suspects" aria-label="Suspects">
      <h3>Who was it?</h3>
      <form onSubmit={guess}>
        <fieldset>
          <legend>Twenty suspects</legend>
          {Object.entries(material.suspects).map(([name, about]) => (
            <label key={name}>
              <input
                type="radio"
                name="suspect"
                checked={suspect.value === name}
                onChange={() => {
                  suspect.value = name as SuspectName;
                }}
              />
              <span>{about}</span>
            </label>
          ))}
        </fieldset>
        <label>
          Because
          <textarea
            rows={2}
            value={evidence.value}
            onInput={({ currentTarget }) => {
              evidence.value = currentTarget.value;
            }}
          />
        </label>
        <div class="row">
          <button type="submit" class="primary">
            Name the suspect
          </button>
          <button type="button" class="quietly" onClick={() => current.giveUp()}>
            Give up
          </button>
        </div>
      </form>
    </section>
  );
}
