import { expect } from "chai";
import { anOrder, turn } from "../../../browser/test/played.ts";
import { Player } from "../../model/session/player.ts";
import { tabSource } from "../../model/session/tab-source.ts";
import { isNotable } from "../../model/words.ts";

describe("Step, in the tab", () => {
  it("leads from one hop to the next, while they happen", async () => {
    const actions = [{ at: 0, action: anOrder }];
    const source = await tabSource({ seed: 1, without: [], actions }, turn);
    const player = new Player(source);
    const shown: number[] = [];
    for (let before = -1; player.position.value !== before; await player.step()) {
      before = player.position.value;
      shown.push(before);
    }
    const { entries, first } = source.log;
    const told = entries.flatMap((entry, i) => (isNotable(entry) ? [first + i + 1] : []));
    const { position } = source.began;
    expect(told.length).to.be.above(30);
    expect(shown.filter((at) => at > position && at < source.log.end)).to.deep.equal(
      told.filter((at) => at > position && at < source.log.end),
    );
  });
});
