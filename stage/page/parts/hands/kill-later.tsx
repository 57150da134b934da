import { useComputed, useSignal } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import { armedKillsIn, worstMoments } from "../../model/armed-kills.ts";
import type { Session } from "../../model/session/session.ts";
import { Choice, Do } from "./controls.tsx";

const moments = [
  ["publish", worstMoments.publish],
  ["commit", worstMoments.commit],
] as const;

/** Kills an instance at the worst moment, when it comes; until then it can be disarmed. */
export function KillLater({ session }: { session: Session }) {
  const service = useSignal<(typeof services)[number]>("orders");
  const step = useSignal<"publish" | "commit">("publish");
  const instances = useComputed(() => session.state.value.services[service.value].instances).value;
  const [instance = 1] = [...instances].find(([, is]) => is === "running") ?? [];
  const armed = useComputed(() => armedKillsIn(session.state.value)).value;
  return (
    <fieldset class="choices">
      <legend>Kill at the worst moment</legend>
      <Choice
        isBare
        label="Service to kill"
        chosen={service}
        options={services.map((name) => [name, name])}
      />
      <Choice isBare label="Moment of the kill" chosen={step} options={moments} />
      <Do
        session={session}
        label="Kill there"
        action={{ do: "kill-before", step: step.value, service: service.value, instance }}
      />
      {armed.length === 0 ? (
        <p class="hint">Nothing is armed: a kill is listed here until it happens.</p>
      ) : (
        <ul class="active" aria-label="Armed kills">
          {armed.map(({ before, instance, service }) => (
            <li key={`${service} ${instance} ${before}`}>
              <span>
                Armed: {service}#{instance} dies {worstMoments[before]}
              </span>
              <Do
                session={session}
                label={`Disarm ${service}#${instance}`}
                text="Disarm"
                action={{ do: "disarm", step: before, service, instance }}
              />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
