import type { Topology } from "#contracts/topology.ts";
import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { brokerDeliveries } from "./broker-deliveries.ts";
import { brokerFailures } from "./broker-failures.ts";
import { brokerRouting } from "./broker-routing.ts";
import { openScene, type Scene } from "./scene.ts";

export interface BrokerHarness {
  /** The clock that the broker and its clients go by. */
  readonly clock: Clock;
  /** A new client with its own connection, already up. */
  connect(name: string): Promise<Broker>;
  /** Loads a topology into the broker, beside what is there. */
  declare(topology: Topology): Promise<void>;
  /** How many messages a queue holds: ready, and handed out but not acknowledged. It may lag behind a little. */
  count(queue: string): Promise<number>;
  /** The broker goes down, and forgets nothing durable. */
  stop(): Promise<void>;
  /** The broker is back; clients connect again by themselves. */
  start(): Promise<void>;
  /** The broker closes every client's connection; clients connect again by themselves. */
  dropConnections(): Promise<void>;
  /** Resolves as soon as the condition holds; rejects after a deadline. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  cleanup(): Promise<void>;
}

/** What a test finds: queues of its own, and a client. */
export interface AtBroker {
  readonly harness: BrokerHarness;
  readonly scene: Scene;
  readonly client: Broker;
  /** Resolves as soon as the condition holds. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Resolves as soon as a queue holds that many messages. */
  holds(queue: string, messages: number): Promise<void>;
}

/** What every broker must do, in the failure cases too. */
export function brokerConformance(name: string, start: () => Promise<BrokerHarness>): void {
  describe(`Broker, as ${name}`, function () {
    this.timeout(120_000);
    let harness: BrokerHarness;
    let scene: Scene;
    let client: Broker;

    before(async () => {
      harness = await start();
    });
    beforeEach(async () => {
      scene = await openScene(harness);
      client = await scene.connect("client");
    });
    afterEach(() => scene.close());
    after(() => harness.cleanup());

    const at: AtBroker = {
      get harness() {
        return harness;
      },
      get scene() {
        return scene;
      },
      get client() {
        return client;
      },
      eventually: (condition) => harness.eventually(condition),
      holds: (queue, messages) => harness.eventually(async () => (await harness.count(queue)) === messages),
    };
    brokerRouting(at);
    brokerDeliveries(at);
    brokerFailures(at);
  });
}
