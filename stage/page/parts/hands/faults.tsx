import { useComputed, useSignal } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import type { Session } from "../../model/session/session.ts";
import { Choice, Do, Panel, Toggle } from "./controls.tsx";
import { Delays } from "./delays.tsx";

/** Everything that can go wrong: dead instances, servers that are away, messages that come twice, late or broken. */
export function Faults({ session }: { session: Session }) {
  const { state } = session;
  const isDoubling = useComputed(() => state.value.faults.has("doubling")).value;
  const provider = useComputed(() => state.value.provider.is).value;
  const broker = useComputed(() => state.value.broker).value;
  return (
    <Panel name="faults" title="Break it">
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Instances</th>
            <th scope="col">Database</th>
          </tr>
        </thead>
        <tbody>
          {services.map((name) => (
            <Instances key={name} session={session} name={name} />
          ))}
        </tbody>
      </table>
      <div class="switches">
        <Toggle
          session={session}
          label="Broker away"
          isOn={broker === "away"}
          on={{ do: "away", what: "broker" }}
          off={{ do: "back", what: "broker" }}
        />
        <Toggle
          session={session}
          label="Provider away"
          isOn={provider === "away"}
          on={{ do: "away", what: "provider" }}
          off={{ do: "back", what: "provider" }}
        />
        <Toggle
          session={session}
          label="Every message twice"
          isOn={isDoubling}
          on={{ do: "double", on: true }}
          off={{ do: "double", on: false }}
        />
        <Do session={session} action={{ do: "poison" }} label="Send an unreadable message" />
      </div>
      <Delays session={session} />
      <KillLater session={session} />
    </Panel>
  );
}

function Instances({ name, session }: { session: Session; name: (typeof services)[number] }) {
  const service = useComputed(() => session.state.value.services[name]).value;
  const instances = [...service.instances].filter(([, is]) => is !== "stopped");
  const next = Math.max(0, ...service.instances.keys()) + 1;
  return (
    <tr>
      <th scope="row" class={`ink-${name}`}>
        {name}
      </th>
      <td>
        {instances.map(([instance, is]) => (
          <Do
            key={instance}
            session={session}
            label={`${is === "running" ? "Kill" : "Start"} ${name}#${instance}`}
            action={{ do: is === "running" ? "kill" : "start", service: name, instance }}
          >
            {is === "running" ? "Kill" : "Start"} <span class="implied">{name}</span>#{instance}
          </Do>
        ))}
        {next <= 3 && (
          <Do
            session={session}
            label={`Add ${name}#${next}`}
            action={{ do: "start", service: name, instance: next }}
          >
            Add <span class="implied">{name}</span>#{next}
          </Do>
        )}
      </td>
      <td>
        <Toggle
          session={session}
          label={`${name} database away`}
          text="away"
          isOn={service.database === "away"}
          on={{ do: "away", what: name }}
          off={{ do: "back", what: name }}
        />
      </td>
    </tr>
  );
}

const moments = [
  ["publish", "between commit and publish"],
  ["commit", "before its next commit"],
] as const;

/** Kills an instance at the worst moment, when it comes. */
function KillLater({ session }: { session: Session }) {
  const service = useSignal<(typeof services)[number]>("orders");
  const step = useSignal<"publish" | "commit">("publish");
  const instances = useComputed(() => session.state.value.services[service.value].instances).value;
  const [instance = 1] = [...instances].find(([, is]) => is === "running") ?? [];
  return (
    <fieldset class="choices">
      <legend>Kill at the worst moment</legend>
      <Choice
        isBare
        label="Service to kill"
        value={service.value}
        options={services.map((name) => [name, name])}
        onChoose={(name) => {
          service.value = name;
        }}
      />
      <Choice
        isBare
        label="Moment of the kill"
        value={step.value}
        options={moments}
        onChoose={(chosen) => {
          step.value = chosen;
        }}
      />
      <Do
        session={session}
        label="Kill there"
        action={{ do: "kill-before", step: step.value, service: service.value, instance }}
      />
    </fieldset>
  );
}
