import { expect } from "chai";
import type { Change } from "#messaging/store.ts";
import type { DisabledGuarantee } from "../guarantees/disabled-guarantees.ts";
import { runStory } from "../narrative/run-story.ts";
import { delivered } from "../stories/delivered.ts";

type Row = Change["documents"][number];

/** Runs the story with a service that saves its documents differently, as a careless change of its code would. */
function toldWith(change: (row: Row) => object) {
  const without: DisabledGuarantee = {
    name: "care",
    about: "A document is saved as no API document says.",
    shownBy: "",
    decorate: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        commit: (all) =>
          ports.store.commit({
            ...all,
            documents: all.documents.map((row) => ({ ...row, document: change(row) })),
          }),
      },
    }),
  };
  return runStory(delivered, { seed: 1, without });
}

const wordIn = (collection: string, document: object) => (row: Row) =>
  row.key.collection === collection ? { ...row.document, ...document } : row.document;

describe("Reading a story's orders back through the HTTP APIs fails", () => {
  it("if an order's history contains an invalid fact", async () => {
    const fact = { what: "Order rated!", at: "2026-01-02T18:00:00.000Z", by: "orders" };
    const { violations } = await toldWith(wordIn("orders", { history: [fact] }));
    expect(violations.join("\n")).to.match(/GET \/orders\/[0-9a-f-]+ returned 500/);
  });

  it("if a payment has a status that the API does not know", async () => {
    const { violations } = await toldWith(wordIn("payments", { status: "thinking" }));
    expect(violations.join("\n")).to.match(/GET \/payments\/[0-9a-f-]+ returned 500/);
  });

  it("if a delivery has no address", async () => {
    const { violations } = await toldWith(wordIn("deliveries", { address: "" }));
    expect(violations.join("\n")).to.match(/GET \/deliveries\/[0-9a-f-]+ returned 500/);
  });

  it("if a notification has a type that the API does not know", async () => {
    const { violations } = await toldWith(
      wordIn("notifications", { notifications: [{ type: "orders.order-rated.v1" }] }),
    );
    expect(violations.join("\n")).to.match(/GET \/notifications\?orderId=[0-9a-f-]+ returned 500/);
  });

  it("but not if a fact is new: each new event adds one", async () => {
    const fact = { what: "order-rated", at: "2026-01-02T18:00:00.000Z", by: "reviews" };
    const { violations } = await toldWith(wordIn("orders", { history: [fact] }));
    expect(violations.join("\n")).not.to.include("is answered");
  });
});
