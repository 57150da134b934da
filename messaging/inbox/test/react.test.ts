// One example per rule of a batch and its outcomes; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import type { Arrival } from "../../instance/result.ts";
import { idCausedBy, idOf } from "../../message.ts";
import { eventsIn } from "../../outbox-entry.ts";
import { ignore, notYet, reaction, refuse } from "../../reaction.ts";
import { service as serviceOf } from "../../service.ts";
import type { Change, Loaded, ProcessedMessage, Versioned } from "../../store.ts";
import { contracts } from "../../test/company.ts";
import { alertRaised, alerts, event, stationId, taken } from "../../test/world.ts";
import { reactToAll } from "../deduplicate-and-react.ts";

const now = Date.parse("2026-01-02T18:00:00.000Z");

/** The example service's effects, by the name of the reading. */
const service = alerts(({ seen }, { data }, at) => {
  switch (data.note) {
    case "fail":
      throw new Error("broken");
    case "not yet":
      return notYet("something is missing");
    case "ignore":
      return ignore("too late");
    case "refuse":
      return refuse("no", "No.");
    case "setTimers":
      return {
        setTimers: [{ type: "alerts.expiry", name: `expiry/${stationId}`, subject: stationId, at, data: {} }],
      };
    case "cancelTimers":
      return { cancelTimers: [`expiry/${stationId}`] };
    default:
      return { publish: [alertRaised()], call: [{ name: "c", key: `${seen.length}`, request: {} }] };
  }
});

const arrival = ([name, note]: readonly [string, string]): Arrival => ({ message: taken(name, { note }) });

const nothing: Loaded = {
  processed: new Map(),
  documents: new Map([[`tabs/${stationId}`, { version: 0, document: undefined }]]),
};

/** Handles the messages batch by batch, each on the result of the one before. */
function inBatches(batches: readonly (readonly Arrival[])[]) {
  let loaded = nothing;
  const changes: Change[] = [];
  const kinds: string[] = [];
  for (const batch of batches) {
    const { change, results } = reactToAll({ contracts, service }, batch, loaded, now);
    loaded = after(loaded, change);
    changes.push(change);
    kinds.push(...results.map(({ kind }) => kind));
  }
  return {
    kinds,
    document: loaded.documents.get(`tabs/${stationId}`),
    processed: [...loaded.processed.values()],
    events: changes.flatMap(({ outbox }) => eventsIn(outbox)),
    calls: changes.flatMap(({ outbox }) => outbox.filter(({ kind }) => kind === "call")),
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

const notes = ["pay", "fail", "not yet", "ignore", "refuse", "setTimers", "cancelTimers"];
const messages = fc.array(
  fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"), fc.constantFrom(...notes)),
  { maxLength: 20 },
);

describe("A batch of messages", () => {
  it("has the same result as its messages one by one", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.map(arrival);
        expect(inBatches([arrivals])).to.deep.equal(inBatches(arrivals.map((one) => [one])));
      }),
    );
  });

  it("has the same result however it is split", () => {
    fc.assert(
      fc.property(messages, fc.nat(20), (list, cut) => {
        const arrivals = list.map(arrival);
        const [first, second] = [arrivals.slice(0, cut), arrivals.slice(cut)];
        expect(inBatches([first, second])).to.deep.equal(inBatches([arrivals]));
      }),
    );
  });

  it("has the same result in a second reaction", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.map(arrival);
        expect(reactToAll({ contracts, service }, arrivals, nothing, now)).to.deep.equal(
          reactToAll({ contracts, service }, arrivals, nothing, now),
        );
      }),
    );
  });

  it("consists of duplicates the second time, and changes nothing", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const arrivals = list.filter(([, note]) => !["fail", "not yet"].includes(note)).map(arrival);
        const loaded = after(nothing, reactToAll({ contracts, service }, arrivals, nothing, now).change);
        const again = reactToAll({ contracts, service }, arrivals, loaded, now);
        expect(again.results.every(({ kind }) => kind === "duplicate")).to.equal(true);
        expect(Object.values(again.change).every(({ length }) => length === 0)).to.equal(true);
      }),
    );
  });

  it("has the same result without the messages that fail", () => {
    fc.assert(
      fc.property(messages, (list) => {
        const failing = (note: string) => ["fail", "not yet"].includes(note);
        const { kinds: _, ...all } = inBatches([list.map(arrival)]);
        const { kinds: __, ...rest } = inBatches([list.filter(([, note]) => !failing(note)).map(arrival)]);
        expect(all).to.deep.equal(rest);
      }),
    );
  });

  it("advances each document version by version", () => {
    const { change } = reactToAll(
      { contracts, service },
      [arrival(["a", "pay"]), arrival(["b", "fail"]), arrival(["c", "pay"])],
      nothing,
      now,
    );
    expect(change.documents).to.deep.equal([
      {
        key: { collection: "tabs", id: stationId },
        loaded: 0,
        version: 2,
        document: { seen: [idOf("a"), idOf("c")] },
      },
    ]);
  });

  it("returns the result of each message, in order", () => {
    const { results } = reactToAll(
      { contracts, service },
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

  it("keeps each timer that was set, except the cancelled one", () => {
    const setTimers = ["one", "two"].map((name) => ({
      type: "alerts.expiry",
      name,
      subject: stationId,
      at: "2026-01-02T18:01:00.000Z",
      data: {},
    }));
    const setting = alerts(({ seen }) => (seen.length === 1 ? { setTimers } : { cancelTimers: ["one"] }));
    const arrivals = [arrival(["a", "setTimers"]), arrival(["b", "cancelTimers"])];
    const { change } = reactToAll({ contracts, service: setting }, arrivals, nothing, now);
    expect(change.timers.map(({ name }) => name)).to.deep.equal(["two"]);
    expect(change.cancelled).to.deep.equal(["one"]);
  });

  it("leases a timer that is due now for 5 s, and does not lease one that is due later", () => {
    const at = (ms: number) => new Date(now + ms).toISOString();
    const setTimers = [-1, 0, 1].map((ms) => ({
      type: "alerts.expiry",
      name: `${ms}`,
      subject: stationId,
      at: at(ms),
      data: {},
    }));
    const { change } = reactToAll(
      { contracts, service: alerts(() => ({ setTimers })) },
      [arrival(["a", "setTimers"])],
      nothing,
      now,
    );
    expect(change.timers.map(({ leasedUntil }) => leasedUntil - now)).to.deep.equal([5_000, 5_000, 1]);
  });

  it("settles the entry of a message, and nothing else", () => {
    const arrivals = [arrival(["a", "pay"]), { ...arrival(["b", "pay"]), entry: "timer-1" }];
    expect(reactToAll({ contracts, service }, arrivals, nothing, now).change.settled).to.deep.equal([
      "timer-1",
    ]);
  });

  it("puts all its events into one outbox entry, under the id of the first", () => {
    const { outbox } = reactToAll(
      { contracts, service },
      [arrival(["a", "pay"]), arrival(["b", "pay"])],
      nothing,
      now,
    ).change;
    const entries = outbox.flatMap((entry) => (entry.kind === "events" ? [entry] : []));
    const ids = entries.flatMap(({ messages }) => messages.map(({ id }) => id));
    expect(ids.length).to.be.above(1);
    expect(entries.map(({ id }) => id)).to.deep.equal(ids.slice(0, 1));
  });

  it("stores the outcome and the answer of each message", () => {
    const arrivals = ["pay", "ignore", "refuse"].map((note) => ({ ...arrival([note, note]), digest: note }));
    const { change } = reactToAll({ contracts, service }, arrivals, nothing, now);
    const ids = [0, 1].map((ordinal) => idCausedBy(taken("pay"), "alerts", ordinal));
    expect(
      change.processed.map(({ outcome, caused, answer }) => ({ outcome, caused, answer })),
    ).to.deep.equal([
      { outcome: "handled", caused: ids, answer: { digest: "pay" } },
      { outcome: "ignored", caused: [], answer: undefined },
      {
        outcome: "refused",
        caused: [],
        answer: { digest: "refuse", refusal: { code: "no", detail: "No." } },
      },
    ]);
  });

  it("gives events without a document the sequence 0", () => {
    const telling = reaction("stations.station-closed.v1", {
      reads: () => ({}),
      react: () => ({ publish: [alertRaised()] }),
    });
    const only = serviceOf({
      name: "alerts",
      hears: ["stations.station-closed.v1"],
      reactions: [telling],
    });
    const message = event("stations.station-closed.v1", "a");
    const { change } = reactToAll({ contracts, service: only }, [{ message }], nothing, now);
    expect(eventsIn(change.outbox).map(({ sequence, subject }) => [subject, sequence])).to.deep.equal([
      [stationId, 0],
    ]);
  });

  it("may publish only its service's own events, and only by their contracts", () => {
    const saying = (type: string) => {
      const said = { ...alertRaised(), type: type as "alerts.alert-raised.v1" };
      const [result] = reactToAll(
        { contracts, service: alerts(() => ({ publish: [said] })) },
        [arrival(["a", ""])],
        nothing,
        now,
      ).results;
      return result?.kind === "failed" ? result.error.message : result?.kind;
    };
    expect(saying("alerts.nothing.v1")).to.equal("alerts.nothing.v1 is not in the contracts");
    expect(saying("stations.reading-taken.v1")).to.equal("alerts may not publish stations.reading-taken.v1");
  });

  it("cannot save a document that was not read", () => {
    const wrong = alerts(() => ({ save: { other: {} } }));
    const { change, results } = reactToAll(
      { contracts, service: wrong },
      [arrival(["a", "pay"])],
      nothing,
      now,
    );
    const [result] = results;
    expect(result).to.have.nested.property(
      "error.message",
      'stations.reading-taken.v1: cannot save "other", which was not read',
    );
    expect(change.documents).to.deep.equal([]);
  });
});
