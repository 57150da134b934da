import { expect } from "chai";
import { countDeliveries } from "../soak/samples.ts";

describe("Deliveries in Prometheus metrics", () => {
  it("do not include commands and timers", () => {
    const metrics = [
      'messages_total{type="orders.order-placed.v1",outcome="handled",service="payments"} 40',
      'messages_total{type="orders.order-placed.v1",outcome="duplicate",service="payments"} 2',
      'messages_total{type="payments.payment-started.v1",outcome="retried",service="orders"} 3',
      'messages_total{type="orders.place-order",outcome="handled",service="orders"} 40',
      'messages_total{type="payments.payment-expiry",outcome="ignored",service="payments"} 7',
      'events_published_total{type="orders.order-placed.v1",again="false",service="orders"} 40',
    ].join("\n");

    expect(countDeliveries(metrics)).to.deep.equal({ all: 45, duplicates: 2, retried: 3, parked: 0 });
  });
});
