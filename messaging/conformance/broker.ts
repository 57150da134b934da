import type { Broker } from "../broker.ts";
import { brokerDeliveries } from "./broker-deliveries.ts";
import { brokerFailures } from "./broker-failures.ts";
import type { BrokerHarness } from "./broker-harness.ts";
import { brokerRouting } from "./broker-routing.ts";
import { type AtBroker, openScene, type Scene } from "./scene.ts";

/** The behavior that every broker adapter must have, including failures. */
export function brokerConformance(name: string, start: () => Promise<BrokerHarness>): void {
  describe(`Broker, as ${name}`, () => {
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
