// One example per rule that each adapter keeps; hence the length.

import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { instant } from "#messaging/instant.ts";
import { companyTopology, type Topology } from "#messaging/topology.ts";
import { type Note, NotRedriven, type ParkedMessages, type RawMessage } from "../parked-messages.ts";

const topology = companyTopology(contracts);

/** The topology of the company, except that the retry exchange of couriers is not bound to its inbox. */
export const strandedTopology: Topology = {
  ...topology,
  bindings: topology.bindings.filter(
    ({ queue, routingKey }) => queue !== "couriers.inbox" || routingKey !== "inbox",
  ),
};

/** What the suite needs from an adapter, and from a broker with the topology above. */
export interface ParkedHarness {
  readonly parked: ParkedMessages;
  /**
   * The name that the adapter records whatever the note says; undefined if it records the name in the note.
   */
  readonly alwaysBy?: string;
  /** Puts messages into the parked queue of a service. */
  park(service: ServiceName, ...messages: readonly RawMessage[]): Promise<void>;
  /** The messages that reached a service's inbox through its retry exchange since the last call. */
  handedBack(service: ServiceName): Promise<readonly RawMessage[]>;
  close(): Promise<void>;
}

/** A message as payments parks it. */
export const rawMessage = (name: string, headers: RawMessage["headers"] = {}): RawMessage => ({
  messageId: `id-of-${name}`,
  headers: {
    "x-service": "payments",
    "x-reason": "unprocessable",
    "x-attempt": 1,
    "x-first-seen": "2026-01-02T18:00:00.000Z",
    "x-parked-at": "2026-01-02T18:00:01.000Z",
    "x-error": `this is about ${name}`,
    "x-error-stack": "Error: this is about it\n    at onOrderPlaced",
    ...headers,
  },
  body: Buffer.from(JSON.stringify({ type: "orders.order-placed.v1", correlationid: `order-${name}`, name })),
});

const note: Note = { by: "sam", at: "2026-01-02T19:00:00.000Z", why: "the till works again" };

/** The conformance suite of the port `ParkedMessages`. */
export function parkedConformance(name: string, start: () => Promise<ParkedHarness>): void {
  describe(`Parked messages, ${name}`, () => {
    let harness: ParkedHarness;
    beforeEach(async () => {
      harness = await start();
    });
    afterEach(() => harness.close());

    const idsOf = async (service: ServiceName = "payments") =>
      (await harness.parked.list(service)).map(({ id }) => id);
    const first = async (service: ServiceName = "payments") => {
      const [found] = await harness.parked.list(service);
      if (!found) throw new Error(`${service} has no parked messages`);
      return found;
    };

    it("are listed with all details, oldest first", async () => {
      await harness.park(
        "payments",
        rawMessage("a"),
        rawMessage("b", { "x-attempt": 6, "x-reason": "retries-exhausted" }),
      );
      const [a, b] = await harness.parked.list("payments");

      expect(a).to.deep.include({
        service: "payments",
        id: "id-of-a",
        type: "orders.order-placed.v1",
        order: "order-a",
        reason: "unprocessable",
        attempts: 1,
        redriven: 0,
        firstSeen: "2026-01-02T18:00:00.000Z",
        parkedAt: "2026-01-02T18:00:01.000Z",
      });
      expect(a?.headers).to.include(rawMessage("a").headers);
      expect(Buffer.from(a?.body ?? []).toString()).to.equal(Buffer.from(rawMessage("a").body).toString());
      expect(b).to.include({ id: "id-of-b", reason: "retries-exhausted", attempts: 6 });
    });

    it("stay parked in their order, however often they are listed", async () => {
      const later = { "x-parked-at": "2026-01-02T18:00:02.000Z" };
      const latest = { "x-parked-at": "2026-01-02T18:00:03.000Z" };
      await harness.park("payments", rawMessage("a"), rawMessage("b", later), rawMessage("c", latest));
      for (let look = 1; look <= 100; look += 1) await harness.parked.list("payments");

      expect(await idsOf()).to.deep.equal(["id-of-a", "id-of-b", "id-of-c"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("are listed by service", async () => {
      await harness.park("payments", rawMessage("a"));
      await harness.park("orders", rawMessage("b"));

      expect(await idsOf("orders")).to.deep.equal(["id-of-b"]);
      expect(await idsOf("couriers")).to.deep.equal([]);
    });

    it("go back to the service that parked them, at their first attempt, with the operator's name", async () => {
      await harness.park("payments", rawMessage("a"), rawMessage("b", { "x-attempt": 6 }), rawMessage("c"));
      const [, middle] = await harness.parked.list("payments");
      if (!middle) throw new Error("no message is parked");

      expect(await harness.parked.redrive(middle, note)).to.equal(true);
      const [back, ...others] = await harness.handedBack("payments");
      expect(others).to.deep.equal([]);
      expect(back?.messageId).to.equal("id-of-b");
      expect(Buffer.from(back?.body ?? []).toString()).to.equal(Buffer.from(rawMessage("b").body).toString());
      expect(back?.headers).to.include({
        "x-first-seen": "2026-01-02T18:00:00.000Z",
        "x-redriven": 1,
        "x-redriven-by": harness.alwaysBy ?? "sam",
        "x-redriven-why": "the till works again",
      });
      expect(back?.headers).not.to.have.any.keys(
        "x-attempt",
        "x-reason",
        "x-error",
        "x-parked-at",
        "x-death",
      );
      expect(await idsOf()).to.deep.equal(["id-of-a", "id-of-c"]);
    });

    it("count how often they were redriven", async () => {
      await harness.park("payments", rawMessage("a", { "x-redriven": 2, "x-redriven-by": "tom" }));
      await harness.parked.redrive(await first(), note);

      expect((await harness.handedBack("payments"))[0]?.headers).to.include({ "x-redriven": 3 });
    });

    it("are not redriven twice", async () => {
      await harness.park("payments", rawMessage("a"));
      const found = await first();
      await harness.parked.redrive(found, note);

      expect(await harness.parked.redrive(found, note)).to.equal(false);
      expect(await harness.parked.drop(found, note)).to.equal(false);
      expect(await harness.handedBack("payments")).to.have.length(1);
    });

    it("stay parked if they were parked again since they were listed", async () => {
      await harness.park("payments", rawMessage("a"));
      const found = await first();
      await harness.parked.redrive(found, note);
      await harness.park("payments", rawMessage("a", { "x-parked-at": instant(1_767_380_400_000) }));
      await harness.parked.list("payments");

      expect(await harness.parked.redrive(found, note)).to.equal(false);
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
    });

    it("are redriven one by one if two copies are parked", async () => {
      await harness.park("payments", rawMessage("a"), rawMessage("a"));
      const [one, other] = await harness.parked.list("payments");
      if (!one || !other) throw new Error("two copies are expected");
      expect(other.fingerprint).to.equal(one.fingerprint);

      expect(await harness.parked.redrive(one, note)).to.equal(true);
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
      expect(await harness.parked.drop(other, note)).to.equal(true);
      expect(await idsOf()).to.deep.equal([]);
    });

    it("are dropped for good, and reach no service", async () => {
      await harness.park("payments", rawMessage("a"), rawMessage("b"));

      expect(await harness.parked.drop(await first(), note)).to.equal(true);
      expect(await idsOf()).to.deep.equal(["id-of-b"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("stay parked if the copy cannot be routed", async () => {
      await harness.park("couriers", rawMessage("a"));
      const error = await harness.parked
        .redrive(await first("couriers"), note)
        .catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(NotRedriven);
      expect(String(error)).to.match(/couriers\.retry.*; it stays parked$/);
      expect(await idsOf("couriers")).to.deep.equal(["id-of-a"]);
    });

    it("are never redriven as a wrong-sender: the service would trust them now", async () => {
      await harness.park("payments", rawMessage("a", { "x-reason": "wrong-sender" }));
      const error = await harness.parked.redrive(await first(), note).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(NotRedriven);
      expect(String(error)).to.match(
        /id-of-a may not be redriven: .*; drop it, and let the real sender publish it$/,
      );
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("can be listed and redriven without headers and with an unreadable body", async () => {
      await harness.park("payments", { messageId: "", headers: {}, body: new Uint8Array([0, 255, 27]) });
      const found = await first();
      expect(found).to.include({ reason: "delivery-limit", attempts: 1 });
      expect([found.type, found.order, found.firstSeen, found.parkedAt]).to.deep.equal(
        Array(4).fill(undefined),
      );
      expect(found.id).to.match(/^[0-9a-f]{12}$/);

      expect(await harness.parked.redrive(found, { ...note, why: undefined })).to.equal(true);
      const [back] = await harness.handedBack("payments");
      expect([...(back?.body ?? [])]).to.deep.equal([0, 255, 27]);
      expect(back?.headers).to.include({ "x-redriven": 1 });
      expect(back?.headers).not.to.have.any.keys("x-first-seen", "x-redriven-why");
    });
  });
}
