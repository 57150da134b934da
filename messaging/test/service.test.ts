import { expect } from "chai";
import { readsOf } from "../inbox/deduplicate-and-react.ts";
import { beginning } from "../message.ts";
import { reaction } from "../reaction.ts";
import { listedBy, service } from "../service.ts";
import { collection } from "../store.ts";

const onPlaced = reaction("orders.order-placed.v1", { reads: () => ({}), react: () => ({}) });
const onPlacedToo = reaction("orders.order-placed.v1", { reads: () => ({}), react: () => ({}) });
const onReady = reaction("restaurants.order-ready.v1", { reads: () => ({}), react: () => ({}) });

describe("A service", () => {
  it("has a reaction to everything that it hears, and hears everything that it reacts to, once", () => {
    const put = () =>
      service({
        name: "payments",
        hears: ["orders.order-placed.v1", "orders.order-cancelled.v1"],
        reactions: [onPlaced, onPlacedToo, onReady],
      });
    expect(put).to.throw(
      "payments: hears orders.order-cancelled.v1 but has no reaction to it; " +
        "reacts to restaurants.order-ready.v1 but does not hear it: add it to contracts/hears; " +
        "has two reactions to orders.order-placed.v1",
    );
  });

  it("reacts to its own messages without hearing them from others", () => {
    const expiry = reaction({ type: "payments.expiry" }, { reads: () => ({}), react: () => ({}) });
    const { reactions } = service({
      name: "payments",
      hears: ["orders.order-placed.v1"],
      reactions: [onPlaced, expiry],
      calls: [{ name: "payments.charge" }],
    });
    expect([...reactions.keys()]).to.deep.equal([
      "orders.order-placed.v1",
      "payments.expiry",
      "payments.charge",
    ]);
  });

  it("has no lists unless it says so", () => {
    const of = { name: "payments", hears: ["orders.order-placed.v1"], reactions: [onPlaced] } as const;
    const notes = { collection: "notes", fields: ["orderId", "at"] };
    expect(service(of).indexes).to.deep.equal([]);
    expect(service({ ...of, indexes: [notes] }).indexes).to.deep.equal([notes]);
  });

  it("says where its documents are, since no transaction is to make a collection", () => {
    const notes = collection("notes");
    const reading = reaction(
      { type: "payments.note" },
      { reads: () => ({ note: notes("a") }), react: () => ({}) },
    );
    const of = { name: "payments", hears: [], reactions: [reading] } as const;
    const note = beginning({
      id: "a",
      type: "payments.note",
      source: "/payments",
      subject: "a",
      time: "",
      data: {},
    });
    expect(service({ ...of, collections: [notes] }).collections).to.deep.equal(["notes"]);
    expect(readsOf(service({ ...of, collections: [notes] }), note)).to.deep.equal({ note: notes("a") });
    expect(() => readsOf(service(of), note)).to.throw(
      "payments reads notes: add it to the collections in payments/service.ts",
    );
  });

  it("says what its lists are looked up by", () => {
    const notes = collection<{ orderId: string; at: string }>("notes");
    expect(listedBy(notes, ["orderId"], "at")).to.deep.equal({
      collection: "notes",
      fields: ["orderId", "at"],
    });
  });
});
