import { expect } from "chai";
import { paymentsService } from "#payments/service.ts";
import { shortTimes } from "#stage/company/settings.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import type { Attempt } from "../draw/any-message.ts";
import { publicationFor } from "../draw/any-message.ts";
import { type Judge, judgeOf } from "../judge-message.ts";
import { unexpectedIn } from "../messages.ts";

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

describe("The expected result of a message", () => {
  let travels: ReturnType<typeof publicationFor>;
  let judge: Judge;

  before(async () => {
    const tree = await currentContracts();
    travels = publicationFor("payments", tree);
    judge = judgeOf(tree);
  });
  const judgement = (of: Partial<Attempt>) => judge(travels({ ...order, ...of }), service);

  it("follows from the schemas", () => {
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

  it("is reported if the actual result differs", () => {
    const sent = [{ publication: travels({ ...order, data: {} }), judgement: judgement({ data: {} }) }];
    const nothing = { hops: [], parked: [], troubles: [] };

    expect(unexpectedIn(sent, nothing, service)[0]).to.match(
      /^should be parked as schema-violation, but was not/,
    );
  });

  it("reports a parked valid message as lost", () => {
    const publication = travels(order);
    const parked = [{ ...publication, headers: { "x-reason": "invalid-json" } }];
    const sent = [{ publication, judgement: "good" as const }];

    expect(unexpectedIn(sent, { hops: [], parked, troubles: [] }, service)[0]).to.match(
      /^a valid message was handled 0 times, parked invalid-json/,
    );
  });
});
