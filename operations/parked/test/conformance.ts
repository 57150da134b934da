import { expect } from "chai";
import type { ServiceName } from "#contracts/generated/events.ts";
import { type Topology, topology } from "#contracts/topology.ts";
import { instant } from "#messaging/instant.ts";
import { type Lying, type Note, NotRedriven, type ParkedMessages } from "../parked-messages.ts";

/** The topology of the company, but that the retry exchange of couriers does not lead back to its inbox. */
export const strandedTopology: Topology = {
  ...topology,
  bindings: topology.bindings.filter(
    ({ queue, routingKey }) => queue !== "couriers.inbox" || routingKey !== "inbox",
  ),
};

/** What the suite needs of an adapter, and of a broker with the topology above. */
export interface ParkedHarness {
  readonly parked: ParkedMessages;
  /** Whom the adapter says that it is, whatever the note says; undefined when it believes the note. */
  readonly alwaysBy?: string;
  /** Puts messages into the parked queue of a service. */
  park(service: ServiceName, ...messages: readonly Lying[]): Promise<void>;
  /** All that came to a service's inbox by its retry exchange since this was asked the last time. */
  handedBack(service: ServiceName): Promise<readonly Lying[]>;
  close(): Promise<void>;
}

/** A message as payments parks it. */
export const lying = (name: string, headers: Lying["headers"] = {}): Lying => ({
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

/** What every way to parked messages must do. */
export function parkedConformance(name: string, start: () => Promise<ParkedHarness>): void {
  describe(`Parked messages, ${name}`, function () {
    this.timeout(60_000);
    let harness: ParkedHarness;
    beforeEach(async () => {
      harness = await start();
    });
    afterEach(() => harness.close());

    const idsOf = async (service: ServiceName = "payments") =>
      (await harness.parked.look(service)).map(({ id }) => id);
    const first = async (service: ServiceName = "payments") => {
      const [found] = await harness.parked.look(service);
      if (!found) throw new Error(`${service} has nothing parked`);
      return found;
    };

    it("are seen with everything, the oldest first", async () => {
      await harness.park(
        "payments",
        lying("a"),
        lying("b", { "x-attempt": 6, "x-reason": "retries-exhausted" }),
      );
      const [a, b] = await harness.parked.look("payments");

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
      expect(a?.headers).to.include(lying("a").headers);
      expect(Buffer.from(a?.body ?? []).toString()).to.equal(Buffer.from(lying("a").body).toString());
      expect(b).to.include({ id: "id-of-b", reason: "retries-exhausted", attempts: 6 });
    });

    it("stay where they are, the oldest first, however often one looks", async () => {
      const later = { "x-parked-at": "2026-01-02T18:00:02.000Z" };
      const latest = { "x-parked-at": "2026-01-02T18:00:03.000Z" };
      await harness.park("payments", lying("a"), lying("b", later), lying("c", latest));
      for (let look = 1; look <= 100; look += 1) await harness.parked.look("payments");

      expect(await idsOf()).to.deep.equal(["id-of-a", "id-of-b", "id-of-c"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("are those of one service", async () => {
      await harness.park("payments", lying("a"));
      await harness.park("orders", lying("b"));

      expect(await idsOf("orders")).to.deep.equal(["id-of-b"]);
      expect(await idsOf("couriers")).to.deep.equal([]);
    });

    it("are handed back to the service that parked them, at their first attempt, with who did it", async () => {
      await harness.park("payments", lying("a"), lying("b", { "x-attempt": 6 }), lying("c"));
      const [, middle] = await harness.parked.look("payments");
      if (!middle) throw new Error("there is none");

      expect(await harness.parked.redrive(middle, note)).to.equal(true);
      const [back, ...others] = await harness.handedBack("payments");
      expect(others).to.deep.equal([]);
      expect(back?.messageId).to.equal("id-of-b");
      expect(Buffer.from(back?.body ?? []).toString()).to.equal(Buffer.from(lying("b").body).toString());
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
      await harness.park("payments", lying("a", { "x-redriven": 2, "x-redriven-by": "tom" }));
      await harness.parked.redrive(await first(), note);

      expect((await harness.handedBack("payments"))[0]?.headers).to.include({ "x-redriven": 3 });
    });

    it("that are gone are not handed back again", async () => {
      await harness.park("payments", lying("a"));
      const found = await first();
      await harness.parked.redrive(found, note);

      expect(await harness.parked.redrive(found, note)).to.equal(false);
      expect(await harness.parked.drop(found, note)).to.equal(false);
      expect(await harness.handedBack("payments")).to.have.length(1);
    });

    it("that are parked again meanwhile are another thing, and stay", async () => {
      await harness.park("payments", lying("a"));
      const found = await first();
      await harness.parked.redrive(found, note);
      await harness.park("payments", lying("a", { "x-parked-at": instant(1_767_380_400_000) }));
      await harness.parked.look("payments");

      expect(await harness.parked.redrive(found, note)).to.equal(false);
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
    });

    it("lie there twice when a copy was parked twice, and are taken one by one", async () => {
      await harness.park("payments", lying("a"), lying("a"));
      const [one, other] = await harness.parked.look("payments");
      if (!one || !other) throw new Error("they are not two");
      expect(other.fingerprint).to.equal(one.fingerprint);

      expect(await harness.parked.redrive(one, note)).to.equal(true);
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
      expect(await harness.parked.drop(other, note)).to.equal(true);
      expect(await idsOf()).to.deep.equal([]);
    });

    it("are dropped for good, and nobody hears of it", async () => {
      await harness.park("payments", lying("a"), lying("b"));

      expect(await harness.parked.drop(await first(), note)).to.equal(true);
      expect(await idsOf()).to.deep.equal(["id-of-b"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("stay parked when the copy leads nowhere", async () => {
      await harness.park("couriers", lying("a"));
      const error = await harness.parked
        .redrive(await first("couriers"), note)
        .catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(NotRedriven);
      expect(String(error)).to.match(/couriers\.retry.*; it stays parked$/);
      expect(await idsOf("couriers")).to.deep.equal(["id-of-a"]);
    });

    it("are never handed back when the broker contradicted them: the service would believe them now", async () => {
      await harness.park("payments", lying("a", { "x-reason": "wrong-sender" }));
      const error = await harness.parked.redrive(await first(), note).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(NotRedriven);
      expect(String(error)).to.match(
        /id-of-a may not be redriven: .*; drop it, and let the real sender publish$/,
      );
      expect(await idsOf()).to.deep.equal(["id-of-a"]);
      expect(await harness.handedBack("payments")).to.deep.equal([]);
    });

    it("can be seen and handed back when nothing is known about them, and nothing in them can be read", async () => {
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
