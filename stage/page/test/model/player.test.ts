import { expect } from "chai";
import { played } from "../../../browser/test/played.ts";
import { Player } from "../../model/session/player.ts";

/** A player at the end of a log that a server sends, in real time. */
async function atTheEnd(isConnected = true) {
  const { began, log } = await played({ story: "delivered" });
  const player = new Player({
    kind: "process",
    log,
    began,
    allows: () => true,
    act: async () => {},
    dropped: () => 0,
    isConnected: () => isConnected,
  });
  player.seek(log.end);
  player.playing.value = true;
  return player;
}

describe("The present of a page that watches real time", () => {
  it("passes while nothing happens", async () => {
    const player = await atTheEnd();
    const before = player.now.value;
    await player.tick(16);
    expect(player.now.value).to.equal(before + 16);
  });

  it("passes no faster than real time, whatever the speed is", async () => {
    const player = await atTheEnd();
    const before = player.now.value;
    player.speed.value = 1_000;
    await player.tick(16);
    expect(player.now.value).to.equal(before + 16);
  });

  it("stands still while the connection is lost", async () => {
    const player = await atTheEnd(false);
    const before = player.now.value;
    await player.tick(16);
    expect(player.now.value).to.equal(before);
  });

  it("stands still while the page is paused", async () => {
    const player = await atTheEnd();
    const before = player.now.value;
    player.playing.value = false;
    await player.tick(16);
    expect(player.now.value).to.equal(before);
  });
});
