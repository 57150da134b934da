import { expect } from "chai";
import type { TimedAction } from "../../../browser/action.ts";
import { anOrder, turn } from "../../../browser/test/played.ts";
import { modeOf } from "../../model/session/mode.ts";
import { createSession } from "../../model/session/session.ts";
import { tabSource } from "../../model/session/tab-source.ts";

/** A page over a company in a tab, which begins with these actions. */
async function tabWith(...actions: TimedAction[]) {
  const page = createSession(await tabSource({ seed: 1, without: [], actions }, turn));
  return {
    page,
    async playToTheEnd() {
      do await page.frame(10_000);
      while (!page.player.quiet.value);
    },
  };
}

describe("What the page of a company in a tab says of its time", () => {
  const ordered = { at: 0, action: anOrder };

  it("is that it passes, or is paused, or is past, and at the end that all is at rest", async () => {
    const { page, playToTheEnd } = await tabWith(ordered);
    await page.frame(16);
    expect(modeOf(page)).to.equal("close-up: waiting passes quickly");
    page.player.playing.value = false;
    await page.frame(16);
    expect(modeOf(page)).to.equal("paused: Play goes on");
    page.player.playing.value = true;
    await playToTheEnd();
    expect(modeOf(page)).to.equal("at rest");
    page.player.back();
    expect(modeOf(page)).to.equal("a past you can change");
  });

  it("is a pause where a step ends within a millisecond in which more happens: the past begins where time has gone on", async () => {
    const { page } = await tabWith(ordered);
    const { end, isPast, now, position } = page.player;
    const isWithin = () => position.value < end.value && page.source.log.present.at === now.value;
    do await page.player.step();
    while (!isWithin());
    await page.frame(0);
    expect(modeOf(page)).to.equal("paused: Play goes on");
    expect(isPast.value).to.equal(false);
    const before = now.value;
    do page.player.back();
    while (now.value === before);
    expect(modeOf(page)).to.equal("a past you can change");
  });

  it("is not that all is at rest where messages wait for a dead instance", async () => {
    const kill = { do: "kill", service: "couriers", instance: 1 } as const;
    const { page, playToTheEnd } = await tabWith({ at: 0, action: kill }, { at: 1, action: anOrder });
    await playToTheEnd();
    expect(modeOf(page)).to.equal("nothing more happens by itself");
  });
});
