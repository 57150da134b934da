import { expect } from "chai";
import type { Entry } from "#stage/narrative/entry.ts";
import { createLog } from "#stage/narrative/log.ts";
import { onCompany } from "../../company/on-company.ts";
import type { Side } from "../../lesson.ts";
import { type Duet, duet } from "../model/duet.ts";

const crash = onCompany({ story: "crash-before-publishing", off: "outbox" });

/** What happens on one side of a lesson with one order. */
async function entriesOf(side: Side): Promise<readonly Entry[]> {
  const log = createLog();
  await crash({ side, seed: 1, knobs: {}, log });
  return log.entries;
}

const statusOn = (both: Duet, side: Side) => {
  const { documents } = both.sessions[side].state.value.services.orders;
  const order = [...documents].find(([key]) => key.startsWith("orders/"))?.[1].document;
  return order && "status" in order ? order.status : undefined;
};
const brokenOn = (both: Duet, side: Side) =>
  both.sessions[side].promises.value.filter(({ is }) => is === "broken").map(({ name }) => name);

/** Frame by frame, as a browser draws them, until both sides have been judged. */
async function framesUntilJudged(both: Duet): Promise<void> {
  const isOpen = (side: Side) => both.sessions[side].promises.value.some(({ is }) => is === "open");
  while (isOpen("off") || isOpen("on")) {
    await both.frame(0);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("Both sides under one scrubber", () => {
  let off: readonly Entry[];
  let on: readonly Entry[];

  before(async () => {
    off = await entriesOf("off");
    on = await entriesOf("on");
  });

  it("begin at their end: one order is stuck, the other is delivered", async () => {
    const both = duet({ off, on });
    await framesUntilJudged(both);
    expect([statusOn(both, "off"), statusOn(both, "on")]).to.deep.equal(["awaiting-payment", "delivered"]);
    expect(brokenOn(both, "off")).to.include("every order is delivered or cancelled");
    expect(brokenOn(both, "on")).to.deep.equal([]);
  });

  it("show the same time of their own runs", () => {
    const both = duet({ off, on });
    both.seek(0);
    expect([statusOn(both, "off"), statusOn(both, "on")]).to.deep.equal([undefined, undefined]);
    const middle = Math.floor(both.moments.length / 2);
    both.seek(middle);
    for (const { source, player } of Object.values(both.sessions)) {
      const shown = source.log.entry(player.position.value - 1);
      expect(shown?.at).to.be.at.most(both.time.value);
      expect(source.log.entry(player.position.value)?.at ?? Number.POSITIVE_INFINITY).to.be.above(
        both.time.value,
      );
    }
  });

  it("go back to the same moment exactly", () => {
    const both = duet({ off, on });
    both.seek(20);
    const seen = [...both.sessions.on.state.value.services.orders.documents];
    both.seek(5);
    both.seek(20);
    expect([...both.sessions.on.state.value.services.orders.documents]).to.deep.equal(seen);
  });

  it("play to their end, where they stop", async () => {
    const both = duet({ off, on });
    both.seek(0);
    both.playing.value = true;
    for (let frame = 0; frame < 5_000 && both.playing.value; frame += 1) await both.frame(100);
    expect(both.playing.value).to.equal(false);
    expect(both.at.value).to.equal(both.moments.length - 1);
  });
});
