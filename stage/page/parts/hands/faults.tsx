import { useComputed } from "@preact/signals";
import { services } from "#contracts/hears.ts";
import { brokenNow } from "../../model/broken-now.ts";
import type { Session } from "../../model/session/session.ts";
import { useUnchanged } from "../unchanged.ts";
import { Do, Panel, Toggle } from "./controls.tsx";
import { Delays } from "./delays.tsx";
import { KillLater } from "./kill-later.tsx";

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
      <Now session={session} />
      <div class="switches">
        <Toggle
          isFault
          session={session}
          label="Broker away"
          isOn={broker === "away"}
          on={{ do: "away", what: "broker" }}
          off={{ do: "back", what: "broker" }}
        />
        <Toggle
          isFault
          session={session}
          label="Provider away"
          isOn={provider === "away"}
          on={{ do: "away", what: "provider" }}
          off={{ do: "back", what: "provider" }}
        />
        <Toggle
          isFault
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

/** What is broken now, and what that means until it is mended. It keeps its place: an armed kill happens while someone aims at what is below. */
function Now({ session }: { session: Session }) {
  const broken = useUnchanged(() => brokenNow(session.state.value)).value;
  return (
    <p class={broken.length > 0 ? "broken-now" : "broken-now hint"} role="status">
      {broken.length > 0 ? broken.join(" ") : "Nothing is broken now."}
    </p>
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
            isUrgent={is === "killed"}
            label={`${is === "killed" ? "Start" : "Kill"} ${name}#${instance}`}
            action={{ do: is === "killed" ? "start" : "kill", service: name, instance }}
          >
            {is === "killed" ? "Start" : "Kill"} <span class="implied">{name}</span>#{instance}
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
          isFault
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
