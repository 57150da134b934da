import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { expect } from "chai";
import { build } from "esbuild";

const chassis = fileURLToPath(new URL("..", import.meta.url));

/** A page's script: one service on the memory adapters handles one event, and the result is read back. */
const script = `
  import { memoryBroker } from "./memory/broker.ts";
  import { virtualClock } from "./memory/clock.ts";
  import { memoryStore } from "./memory/store.ts";
  import { beginning, idOf } from "./message.ts";
  import { reaction } from "./reaction.ts";
  import { run } from "./running/run-service.ts";
  import { service } from "./service.ts";
  import { collection } from "./store.ts";
  import { systemClock } from "./timers/system-clock.ts";
  import { companyTopology } from "./topology.ts";
  import { encode } from "./wire/envelope.ts";

  const type = "stations.reading-taken.v1";
  const contracts = {
    hears: { alerts: [type] },
    exchanges: [{ name: "events", type: "topic" }],
    parkedExchange: "parked",
    hopsExchange: "hops",
    exchangeOf: () => "events",
    dataschemaOf: (type) => "https://weather.example/" + type,
    validators: { [type]: () => true },
    validateEnvelope: () => true,
  };
  const logs = collection("logs");
  const alerts = service({
    name: "alerts",
    hears: [type],
    reactions: [reaction(type, { reads: () => ({ log: logs("1") }), react: (_, { data }) => ({ save: { log: data } }) })],
    collections: [logs],
  });

  export async function handleOne() {
    systemClock().now();
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    const store = memoryStore();
    await run(alerts, { contracts, broker: broker.connect("alerts"), store, clock });
    const message = beginning({
      id: idOf("one"), type, source: "/stations", subject: "1", time: "2026-01-02T18:00:00.000Z", data: { value: 21 },
    });
    await broker.connect("stations").publish([
      { exchange: "events", routingKey: type, messageId: message.id, headers: {}, body: encode(message, contracts) },
    ]);
    await clock.advance(1_000);
    return JSON.stringify(await store.get(logs("1")));
  }
`;

describe("The chassis in a browser", () => {
  it("is bundled without a Node API, and a service handles an event there", async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: script, resolveDir: chassis, loader: "ts" },
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "page",
      write: false,
      metafile: true,
    });
    const libraries = Object.keys(metafile.inputs).flatMap(
      (path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? [],
    );
    expect([...new Set(libraries)]).to.deep.equal(["uuid"]);

    // A page has neither process nor require.
    const {
      AbortController,
      MessageChannel,
      TextDecoder,
      TextEncoder,
      clearTimeout,
      crypto,
      performance,
      queueMicrotask,
      setTimeout,
    } = globalThis;
    const page = {
      AbortController,
      MessageChannel,
      TextDecoder,
      TextEncoder,
      clearTimeout,
      crypto,
      performance,
      queueMicrotask,
      setTimeout,
    };
    const [bundle] = outputFiles;
    const stored: unknown = await runInContext(
      `${bundle?.text}\npage.handleOne()`,
      createContext({ ...page, Uint8Array }),
    );
    expect(stored).to.equal('{"value":21}');
  });
});
