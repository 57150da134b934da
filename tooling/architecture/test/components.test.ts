import { expect } from "chai";
import { chassisComponents, serviceComponents } from "../components.ts";

const imports = [
  { from: "payments/service.ts", to: "payments/on-order-placed.ts" },
  { from: "payments/service.ts", to: "payments/on-charge-settled.ts" },
  { from: "payments/on-order-placed.ts", to: "payments/payment.ts" },
  { from: "payments/payment.ts", to: "messaging/store.ts" },
  { from: "messaging/inbox/inbox.ts", to: "messaging/settlement/retry-or-park.ts" },
  { from: "messaging/settlement/retry-or-park.ts", to: "messaging/store.ts" },
];

const arrowsIn = (drawing: string) => drawing.split("\n").filter((line) => line.includes("-->"));

describe("The components of a service", () => {
  it("are its files, the reactions as one, and the rooms of the chassis that it imports", () => {
    expect(arrowsIn(serviceComponents(imports, "payments"))).to.deep.equal([
      "  payments_on___ts --> payments_payment_ts",
      "  payments_payment_ts --> messaging",
      "  payments_service_ts --> payments_on___ts",
    ]);
  });
});

describe("The components of the chassis", () => {
  it("are its rooms, and an arrow is an import between two of them", () => {
    expect(arrowsIn(chassisComponents(imports))).to.deep.equal([
      "  messaging_inbox --> messaging_settlement",
      "  messaging_settlement --> messaging",
    ]);
  });
});
