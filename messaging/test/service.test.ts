import { expect } from "chai";
import { readsOf } from "../inbox/deduplicate-and-react.ts";
import { beginning } from "../message.ts";
import { reaction } from "../reaction.ts";
import { listedBy, service } from "../service.ts";
import { collection } from "../store.ts";

const onTaken = reaction("stations.reading-taken.v1", { reads: () => ({}), react: () => ({}) });
const onPlacedToo = reaction("stations.reading-taken.v1", { reads: () => ({}), react: () => ({}) });
const onReady = reaction("archive.day-archived.v1", { reads: () => ({}), react: () => ({}) });

describe("A service", () => {
  it("has one reaction to each event that it consumes, and consumes each event that it reacts to", () => {
    const put = () =>
      service({
        name: "alerts",
        hears: ["stations.reading-taken.v1", "stations.station-closed.v1"],
        reactions: [onTaken, onPlacedToo, onReady],
      });
    expect(put).to.throw(
      "alerts: hears stations.station-closed.v1 but has no reaction to it; " +
        "reacts to archive.day-archived.v1 but does not hear it: add it to contracts/hears; " +
        "has two reactions to stations.reading-taken.v1",
    );
  });

  it("reacts to its own messages, which no other service can send", () => {
    const expiry = reaction({ type: "alerts.expiry" }, { reads: () => ({}), react: () => ({}) });
    const { reactions } = service({
      name: "alerts",
      hears: ["stations.reading-taken.v1"],
      reactions: [onTaken, expiry],
      calls: [{ name: "alerts.ring" }],
    });
    expect([...reactions.keys()]).to.deep.equal([
      "stations.reading-taken.v1",
      "alerts.expiry",
      "alerts.ring",
    ]);
  });

  it("has no lists unless it declares them", () => {
    const of = { name: "alerts", hears: ["stations.reading-taken.v1"], reactions: [onTaken] } as const;
    const notes = { collection: "notes", fields: ["stationId", "at"] };
    expect(service(of).indexes).to.deep.equal([]);
    expect(service({ ...of, indexes: [notes] }).indexes).to.deep.equal([notes]);
  });

  it("declares its collections, because a transaction cannot create one", () => {
    const notes = collection("notes");
    const reading = reaction(
      { type: "alerts.note" },
      { reads: () => ({ note: notes("a") }), react: () => ({}) },
    );
    const of = { name: "alerts", hears: [], reactions: [reading] } as const;
    const note = beginning({
      id: "a",
      type: "alerts.note",
      source: "/alerts",
      subject: "a",
      time: "",
      data: {},
    });
    expect(service({ ...of, collections: [notes] }).collections).to.deep.equal(["notes"]);
    expect(readsOf(service({ ...of, collections: [notes] }), note)).to.deep.equal({ note: notes("a") });
    expect(() => readsOf(service(of), note)).to.throw(
      "alerts reads notes: add it to the collections in alerts/service.ts",
    );
  });

  it("declares the fields by which its lists are queried", () => {
    const notes = collection<{ stationId: string; at: string }>("notes");
    expect(listedBy(notes, ["stationId"], "at")).to.deep.equal({
      collection: "notes",
      fields: ["stationId", "at"],
    });
  });
});
