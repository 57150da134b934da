import { expect } from "chai";
import type { Action } from "../../../browser/action.ts";
import { anOrder, playOut, sessionOf, turn } from "../../../browser/test/played.ts";
import { orderOf } from "../../../narrative/order-of.ts";
import { modeOf } from "../../model/session/mode.ts";
import { createSession } from "../../model/session/session.ts";
import { tabSource } from "../../model/session/tab-source.ts";
import { isNotable } from "../../model/words.ts";

const said = "Paused: Play or Step shows what comes of it.";
const kill: Action = { do: "kill", service: "payments", instance: 1 };
const twice: Action = { do: "double", on: true };

/** A page over a company in a tab, and how to play it until it stops or nothing happens any more. */
async function tab() {
  const page = createSession(await tabSource({ seed: 1, without: [], actions: [] }, turn));
  const { player, source } = page;
  return {
    ...{ page, player, source },
    async play() {
      do await page.frame(10_000);
      while (player.playing.value && !player.quiet.value);
    },
    labels: () => [...page.state.value.orders.values()].map(({ label }) => label),
    firstStatus: () => orderOf(page.state.value, [...page.state.value.orders.keys()][0] ?? "")?.status,
  };
}

/** The same, where #1 has been placed, and time is paused some hops later. */
async function pausedOnTheWay() {
  const on = await tab();
  await on.page.act(anOrder);
  for (let n = 0; n < 5; n += 1) await on.player.step();
  return on;
}

describe("What is done in a pause", () => {
  it("happens at that moment, is shown at once, and lets no time pass", async () => {
    const { labels, page, player, source } = await pausedOnTheWay();
    const now = player.now.value;
    await page.act(kill);
    await page.act(twice);
    await page.act(anOrder);
    await page.frame(10_000);
    expect(player.playing.value).to.equal(false);
    expect(player.now.value).to.equal(Math.floor(now));
    expect(player.position.value).to.equal(source.log.end);
    expect(labels()).to.deep.equal(["#1", "#2"]);
    expect([...page.state.value.faults.keys()]).to.have.length(2);
  });

  it("is followed by the next hop with Step, and by all of it with Play", async () => {
    const { firstStatus, page, play, player, source } = await pausedOnTheWay();
    await page.act(anOrder);
    const before = player.position.value;
    await player.step();
    const { entries, first } = source.log;
    const next = entries.findIndex((entry, i) => first + i >= before && isNotable(entry));
    expect(player.position.value).to.equal(first + next + 1);
    player.playing.value = true;
    await play();
    expect(firstStatus()).to.equal("delivered");
  });

  it("begins another future at that moment of the past", async () => {
    const { page, play, player, source } = await tab();
    await page.act(anOrder);
    await play();
    const before = source.log;
    player.seek(source.began.position + 60);
    const now = player.now.value;
    await page.act(kill);
    await page.frame(10_000);
    expect(source.log).not.to.equal(before);
    expect([player.playing.value, player.now.value]).to.deep.equal([false, now]);
    expect(player.position.value).to.equal(source.log.end);
  });

  it("is repeated by a link, however much was done at one moment", async () => {
    const { page, play, player, source } = await pausedOnTheWay();
    for (let n = 0; n < 20; n += 1) {
      await page.act(anOrder);
      await page.act({ ...anOrder, card: "tok_declined" });
      await player.step();
    }
    player.playing.value = true;
    await play();
    const again = await playOut(await sessionOf(source.time?.script() ?? {}));
    const { length } = again.log.entries;
    expect(source.log.entries.slice(0, length)).to.deep.equal(again.log.entries);
  });

  it("is explained the first time, until time passes", async () => {
    const { page, player } = await pausedOnTheWay();
    await page.act(kill);
    await page.act(twice);
    await page.frame(16);
    expect(page.notice.value).to.equal(said);
    await player.step();
    await page.frame(16);
    expect(page.notice.value).to.equal(undefined);
    await page.act(anOrder);
    expect(page.notice.value).to.equal(undefined);
  });
});

describe("What is done where no one paused", () => {
  it("lets time pass: at rest, and while the page plays", async () => {
    const { firstStatus, page, play, player } = await tab();
    await page.frame(16);
    await page.act(anOrder);
    await page.frame(16);
    await page.act(twice);
    expect([player.playing.value, page.notice.value]).to.deep.equal([true, undefined]);
    await play();
    expect(firstStatus()).to.equal("delivered");
    expect(modeOf(page)).to.equal("at rest");
  });

  it("lets time pass where a broken promise stopped it at rest", async () => {
    const { page, play, player } = await tab();
    await page.act({ do: "guarantee", name: "outbox", on: false });
    await page.act({ do: "kill-before", service: "orders", instance: 1, step: "publish" });
    await page.act(anOrder);
    await play();
    while (player.playing.value) await page.frame(16);
    expect(modeOf(page)).to.equal("at rest");
    await page.act({ do: "start", service: "orders", instance: 1 });
    expect(player.playing.value).to.equal(true);
  });
});

describe("Where time has been stepped to the end", () => {
  it("the page says that it is paused, and an action is followed by Step or Play", async () => {
    const { page, player } = await pausedOnTheWay();
    for (let before = -1; player.position.value !== before; await player.step())
      before = player.position.value;
    await page.frame(16);
    expect(modeOf(page)).to.equal("paused: at rest");
    await page.act(anOrder);
    await page.frame(16);
    expect(modeOf(page)).to.equal("paused: Play goes on");
  });
});
