import { expect } from "chai";
import fc from "fast-check";
import { idOf } from "../message.ts";
import { type Arrival, reactToAll } from "../react.ts";
import { ignore, notYet, refuse } from "../reaction.ts";
import type { Change, Loaded, ProcessedMessage, Versioned } from "../store.ts";
import { orderId, paymentStarted, payments, placed } from "./world.ts";

const now = Date.parse("2026-01-02T18:00:00.000Z");

/** What an order's name makes the example service do. */
const service = payments(({ seen }, { data }, at) => {
  switch (data.note) {
    case "fail":
      throw new Error("broken");
    case "not yet":
      return notYet("something is missing");
    case "ignore":
      return ignore("too late");
    case "refuse":
      return refuse("no", "No.");
    case "wake":
      return {
        wake: [{ type: "payments.expiry", name: `expiry/${orderId}`, subject: orderId, at, data: {} }],
      };
    case "sleep":
      return { sleep: [`expiry/${orderId}`] };
    default:
      return { publish: [paymentStarted()], call: [{ name: "c", key: `${seen.length}`, request: {} }] };
  }
});

const arrival = ([name, note]: readonly [string, string]): Arrival => ({ message: placed(name, { note }) });

const nothing: Loaded = {
  processed: new Map(),
  documents: new Map([[`tabs/${orderId}`, { version: 0, document: undefined }]]),
};

/** Handles the messages one batch after another, each on what the one before it left. */
function inBatches(batches: readonly (readonly Arrival[])[]) {
  let loaded = nothing;
  const changes: Change[] = [];
  const kinds: string[] = [];
  for (const batch of batches) {
    const { change, results } = reactToAll(service, batch, loaded, now);
    loaded = after(loaded, change);
    changes.push(change);
    kinds.push(...results.map(({ kind }) => kind));
  }
  return {
    kinds,
    document: loaded.documents.get(`tabs/${orderId}`),
    processed: [...loaded.processed.values()],
    outbox: changes.flatMap(({ outbox }) => outbox),
    timers: changes.reduce<string[]>(
      (left, { cancelled, timers }) => [
        ...left.filter(() => cancelled.length === 0),
        ...timers.map(({ id }) => id),
      ],
      [],
    ),
  };
}

function after(loaded: Loaded, change: Change): Loaded {
  const processed = new Map<string, ProcessedMessage>(loaded.processed);
  for (const message of change.processed) processed.set(message.id, message);
  const documents = new Map<string, Versioned>(loaded.documents);
  for (const { key, version, document } of change.documents) {
    documents.set(`${key.collection}/${key.id}`, { version, document });
  }
  return { processed, documents };
}

const notes = ["pay", "fail", "not yet", "ignore", "refuse", "wake", "sleep"];
const messages = fc.array(
  fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"), fc.constantFrom(...notes)),
  { maxLength: 20 },
);

describe("A batch of messages", () => {
  it("comes to the same as one after the other", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.map(arrival);
        expect(inBatches([arrivals])).to.deep.equal(inBatches(arrivals.map((one) => [one])));
      }),
    );
  });

  it("comes to the same however it is cut", () => {
    fc.assert(
      fc.property(messages, fc.nat(20), (list, cut) => {
        const arrivals = list.map(arrival);
        const [first, second] = [arrivals.slice(0, cut), arrivals.slice(cut)];
        expect(inBatches([first, second])).to.deep.equal(inBatches([arrivals]));
      }),
    );
  });

  it("comes to the same when it is reacted to again", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.map(arrival);
        expect(reactToAll(service, arrivals, nothing, now)).to.deep.equal(
          reactToAll(service, arrivals, nothing, now),
        );
      }),
    );
  });

  it("is a batch of duplicates the second time, and changes nothing", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.filter(([, note]) => !["fail", "not yet"].includes(note)).map(arrival);
        const loaded = after(nothing, reactToAll(service, arrivals, nothing, now).change);
        const again = reactToAll(service, arrivals, loaded, now);
        expect(again.results.every(({ kind }) => kind === "duplicate")).to.equal(true);
        expect(Object.values(again.change).every(({ length }) => length === 0)).to.equal(true);
      }),
    );
  });

  it("is the same without those that fail", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const failing = (note: string) => ["fail", "not yet"].includes(note);
        const { kinds: _, ...all } = inBatches([list.map(arrival)]);
        const { kinds: __, ...rest } = inBatches([list.filter(([, note]) => !failing(note)).map(arrival)]);
        expect(all).to.deep.equal(rest);
      }),
    );
  });

  it("has its documents' versions follow one another", () => {
    const { change } = reactToAll(
      service,
      [arrival(["a", "pay"]), arrival(["b", "fail"]), arrival(["c", "pay"])],
      nothing,
      now,
    );
    expect(change.documents).to.deep.equal([
      {
        key: { collection: "tabs", id: orderId },
        loaded: 0,
        version: 2,
        document: { seen: [idOf("a"), idOf("c")] },
      },
    ]);
  });

  it("says what became of each message, in their order", () => {
    const { results } = reactToAll(
      service,
      notes.map((note) => arrival([note, note])),
      nothing,
      now,
    );
    expect(results.map(({ kind }) => kind)).to.deep.equal([
      "handled",
      "failed",
      "failed",
      "ignored",
      "refused",
      "handled",
      "handled",
    ]);
  });

  it("cannot save a document that was not read", () => {
    const wrong = payments(() => ({ save: { other: {} } }));
    const { change, results } = reactToAll(wrong, [arrival(["a", "pay"])], nothing, now);
    const [result] = results;
    expect(result).to.have.nested.property(
      "error.message",
      'orders.order-placed.v1: cannot save "other", which was not read',
    );
    expect(change.documents).to.deep.equal([]);
  });
});
