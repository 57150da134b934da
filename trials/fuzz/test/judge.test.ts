import { expect } from "chai";
import { paymentsService } from "#payments/service.ts";
import { shortTimes } from "#stage/company/settings.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import type { Attempt } from "../any-message.ts";
import { travelling } from "../any-message.ts";
import { type Judge, judgeOf } from "../judge-message.ts";
import { complaintsIn } from "../messages.ts";

const service = paymentsService(shortTimes);
const order: Attempt = {
  id: "c56a4180-65aa-42ec-a945-5fd21dec0538",
  type: "orders.order-placed.v1",
  data: samples["orders.order-placed.v1"],
  damages: [],
  encoding: { as: "json" },
  sentAs: "orders.order-placed.v1",
  headers: {},
};

describe("What must become of a message", () => {
  let travels: ReturnType<typeof travelling>;
  let judge: Judge;

  before(async () => {
    const tree = await currentContracts();
    travels = travelling("payments", tree);
    judge = judgeOf(tree);
  });
  const judgement = (of: Partial<Attempt>) => judge(travels({ ...order, ...of }), service);

  it("is said by the schemas", () => {
    expect(judgement({})).to.equal("readable");
    expect(judgement({ encoding: { as: "cut", at: 100 } })).to.equal("invalid-json");
    expect(judgement({ encoding: { as: "latin-1" } })).to.equal("invalid-json");
    expect(judgement({ encoding: { as: "padded", beyond: 0 } })).to.equal("readable");
    expect(judgement({ encoding: { as: "padded", beyond: 1 } })).to.equal("too-large");
    expect(judgement({ encoding: { as: "list" } })).to.equal("invalid-envelope");
    expect(judgement({ data: {} })).to.equal("schema-violation");
    expect(judgement({ type: "orders.order-placed.v99" })).to.equal("unknown-version");
    expect(judgement({ type: "restaurants.order-ready.v1" })).to.equal("unknown-type");
    expect(judgement({ sentAs: "orders.order-cancelled.v1" })).to.equal("wrong-sender");
    expect(judgement({ type: "payments.payment-expiry", sentAs: undefined })).to.equal(
      "readable, and without a schema",
    );
  });

  it("is complained about when it is not so", () => {
    const sent = [{ publication: travels({ ...order, data: {} }), judgement: judgement({ data: {} }) }];
    const nothing = { hops: [], parked: [], troubles: [] };

    expect(complaintsIn(sent, nothing, service)[0]).to.match(
      /^should be parked as schema-violation, and was not/,
    );
  });

  it("a good message that is parked is lost", () => {
    const publication = travels(order);
    const parked = [{ ...publication, headers: { "x-reason": "invalid-json" } }];
    const sent = [{ publication, judgement: "good" as const }];

    expect(complaintsIn(sent, { hops: [], parked, troubles: [] }, service)[0]).to.match(
      /^a good message was handled 0 times, parked invalid-json/,
    );
  });
});
