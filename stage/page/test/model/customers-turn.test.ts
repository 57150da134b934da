import { expect } from "chai";
import type { Action } from "../../../browser/action.ts";
import { anOrder, playOut, sessionOf } from "../../../browser/test/played.ts";
import { canPayTooLate } from "../../../narrative/order-of.ts";
import { statusOf } from "../../../narrative/status-of.ts";
import { createSession } from "../../model/session/session.ts";
import type { Source } from "../../model/session/source.ts";

const toConfirm: Action = { ...anOrder, card: "tok_confirm" };

/** A page over a company in a tab, which plays until it stops by itself or nothing happens any more. */
async function pageOver(script: Parameters<typeof sessionOf>[0] = {}) {
  let company = await sessionOf(script);
  const source: Source = {
    kind: "tab",
    get log() {
      return company.log;
    },
    get began() {
      return company.began;
    },
    allows: () => true,
    act: (action) => company.act(action),
    dropped: () => 0,
    time: {
      now: () => company.now(),
      next: () => company.next(),
      hasTraffic: () => company.hasTraffic(),
      step: () => company.step(),
      moveTo: (ms) => company.moveTo(ms),
      rests: () => company.rests(),
      script: () => company.script(),
      rewind: async () => {},
      restart: async (again) => {
        company = await sessionOf(again);
      },
      foresee: async () => undefined,
    },
  };
  const page = createSession(source);
  const { player } = page;
  return {
    page,
    player,
    async play() {
      player.playing.value = true;
      do await page.frame(10_000);
      while (player.playing.value && !player.quiet.value);
    },
    present: () => company.log.present,
    statusOf: (label: string) => {
      const { orders, services } = company.log.present;
      const [{ orderId } = { orderId: "" }] = [...orders.values()].filter((one) => one.label === label);
      return statusOf(services.orders.documents.get(`orders/${orderId}`)?.document);
    },
    /** The log of the same script, played without a page. */
    async log() {
      const again = await playOut(await sessionOf(company.script()));
      return [company.log.entries, again.log.entries] as const;
    },
  };
}

describe("A customer who is to confirm, and who is the person at the page", () => {
  it("has all the time there is: virtual time stops, and goes on with the confirmation", async () => {
    const { log, page, play, player, statusOf } = await pageOver();
    await page.act(toConfirm);
    await play();
    expect(player.waitsFor.value).to.equal([...page.state.value.orders.keys()][0]);
    expect(statusOf("#1")).to.equal("awaiting-payment");

    await page.act({ do: "confirm", orderId: player.waitsFor.value ?? "" });
    expect(player.waitsFor.value).to.equal(undefined);
    await play();
    expect(statusOf("#1")).to.equal("delivered");
    const [shown, again] = await log();
    expect(shown).to.deep.equal(again);
  });

  it("can let that time run out: who plays on is not stopped again", async () => {
    const { page, play, player, statusOf } = await pageOver();
    await page.act(toConfirm);
    await play();
    expect(player.waitsFor.value).not.to.equal(undefined);
    await play();
    expect(player.waitsFor.value).to.equal(undefined);
    expect(statusOf("#1")).to.equal("cancelled");
  });

  it("can confirm after that time, because the bank still waits: the card is charged, and refunded", async () => {
    const { page, play, present } = await pageOver();
    await page.act(toConfirm);
    await play();
    const [orderId = ""] = present().orders.keys();
    expect(canPayTooLate(present(), orderId)).to.equal(false);
    await play();
    expect(canPayTooLate(present(), orderId)).to.equal(true);
    expect(present().provider.refunds).to.deep.equal([]);

    await page.act({ do: "confirm-at-the-bank", orderId });
    await play();
    const { charges, refunds } = present().provider;
    expect([...charges.values()].map(({ status }) => status)).to.deep.equal(["succeeded"]);
    expect(refunds.map((refund) => refund.orderId)).to.deep.equal([orderId]);
    expect(canPayTooLate(present(), orderId)).to.equal(false);
  });

  it("is waited for again after something else, and in a company that starts over", async () => {
    const { page, play, player } = await pageOver();
    await page.act(toConfirm);
    await play();
    await page.act(anOrder);
    expect(player.waitsFor.value).to.equal(undefined);
    await play();
    const stoppedFor = player.waitsFor.value;
    expect(stoppedFor).to.equal([...page.state.value.orders.keys()][0]);

    await play();
    await page.restart();
    await page.act(toConfirm);
    await play();
    expect(player.waitsFor.value).not.to.equal(undefined);
  });

  it("is nobody of a story or of the traffic: those confirm by themselves", async () => {
    const { play, player, statusOf } = await pageOver({ story: "customer-must-confirm" });
    await play();
    expect(player.waitsFor.value).to.equal(undefined);
    expect(statusOf("#1")).to.equal("delivered");
  });
});
