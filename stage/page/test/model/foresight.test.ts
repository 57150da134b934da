import { expect } from "chai";
import { sessionOf, turn } from "../../../browser/test/played.ts";
import { invariants } from "../../../guarantees/invariants.ts";
import { foresee } from "../../model/promises/foresight.ts";
import { modeOf } from "../../model/session/mode.ts";
import { createSession, type Session } from "../../model/session/session.ts";
import { tabSource } from "../../model/session/tab-source.ts";
import { tabOver } from "./watching.ts";

/** The page of `/tab#seed=1&story=answer-lost&without=idempotency-key&at=128`, with its company, and a clock that the test moves. */
async function linkedPage(): Promise<{ readonly page: Session; look(): Promise<void> }> {
  const script = { seed: 1, story: "answer-lost", without: ["idempotency-key"], actions: [] };
  const company = await sessionOf(script);
  const source = tabOver(company, {
    time: {
      script: () => script,
      foresee: (from, isWanted) => foresee(script, from, { turn, pause: turn, isWanted }),
    },
  });
  let now = 0;
  const page = createSession(source, () => now);
  await page.open({ script, position: 128 });
  return {
    page,
    async look() {
      for (let n = 0; n < 3; n += 1) {
        now += 2_000;
        await page.frame(0);
      }
    },
  };
}

const twice = "Without idempotency-key, Ada was charged twice for #1: €19.00 instead of €9.50.";

describe("A link to a moment before a promise breaks", () => {
  it("leads to the entry that breaks it, and not to the end of the story", async () => {
    const { look, page } = await linkedPage();
    const ahead = page.foreseen.value;
    expect(ahead).to.include({ sentence: twice, inMs: 731 });
    await page.player.seekBeyond(ahead?.position ?? 0);
    await look();
    const { breach, player, source } = page;
    expect(new Date(player.now.value).toISOString()).to.match(/T18:00:00\.832Z$/);
    expect(source.log.entry(player.position.value - 1)?.kind).to.equal("charge");
    expect(player.playing.value).to.equal(false);
    expect(breach.value?.sentence).to.equal(twice);
    expect(breach.value?.harm).to.equal(player.position.value - 1);
  });

  it("says at each moment how much later it breaks, and nothing of it once it is past", async () => {
    const { page } = await linkedPage();
    const { at = 0, position = 0 } = page.foreseen.value ?? {};
    await page.player.seekBeyond(160);
    expect(page.foreseen.value?.inMs).to.equal(at - page.player.now.value);
    await page.player.seekBeyond(position);
    expect(page.foreseen.value?.inMs).to.equal(0);
    await page.player.seekBeyond(position + 1);
    expect(page.foreseen.value).to.equal(undefined);
  });
});

describe("A story that breaks a promise of one order among many", () => {
  it("runs to the moment that is foreseen, says so meanwhile, and tells there how the promise broke", async () => {
    const script = { seed: 1, story: "photo-finish", without: ["commit-before-publish"], actions: [] };
    let now = 0;
    const page = createSession(await tabSource(script, turn), () => now);
    await page.open({ script, position: 0 });
    const { position = 0, sentence } = page.foreseen.value ?? {};
    const shown = page.player.seekBeyond(position);
    await turn();
    expect(modeOf(page)).to.equal("runs to a later moment");
    await shown;
    expect(modeOf(page)).to.not.equal("runs to a later moment");
    for (let n = 0; n < 2 + 2 * invariants.length; n += 1) {
      now += 2_000;
      await page.frame(0);
    }
    expect(page.breach.value?.sentence).to.equal(sentence);
    expect(page.player.position.value).to.equal(position);
  });
});
