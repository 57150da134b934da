// One example per rule of real time; hence the length.
import { expect } from "chai";
import { played } from "../../../browser/test/played.ts";
import { actsNowText } from "../../model/real-time.ts";
import { Player } from "../../model/session/player.ts";
import { createServerClock, showsAfterMs } from "../../model/session/server-clock.ts";

/** A player at the end of a log that a server sends, in real time. */
async function atTheEnd(isConnected = true, now?: () => number) {
  const { began, log } = await played({ story: "delivered" });
  const player = new Player({
    kind: "process",
    log,
    began,
    allows: () => true,
    act: async () => {},
    dropped: () => 0,
    isConnected: () => isConnected,
    ...(now && { now }),
  });
  player.seek(log.end);
  player.playing.value = true;
  return { player, log };
}

describe("The present of a page that watches real time", () => {
  it("passes while nothing happens", async () => {
    const { player } = await atTheEnd();
    const before = player.now.value;
    await player.tick(16);
    expect(player.now.value).to.equal(before + 16);
  });

  it("passes no faster than real time, whatever the speed is", async () => {
    const { player } = await atTheEnd();
    const before = player.now.value;
    player.speed.value = 1_000;
    await player.tick(16);
    expect(player.now.value).to.equal(before + 16);
  });

  it("stands still while the connection is lost", async () => {
    const { player } = await atTheEnd(false);
    const before = player.now.value;
    await player.tick(16);
    expect(player.now.value).to.equal(before);
  });

  it("stands still while the page is paused", async () => {
    const { player } = await atTheEnd();
    const before = player.now.value;
    player.playing.value = false;
    await player.tick(16);
    expect(player.now.value).to.equal(before);
  });

  it("is the server's, however long ago the last entry was", async () => {
    const twoMinutesLater = { at: 0 };
    const { player, log } = await atTheEnd(true, () => twoMinutesLater.at);
    twoMinutesLater.at = log.present.at + 120_000;
    player.seek(log.end);
    player.playing.value = true;
    await player.tick(16);
    expect(player.now.value).to.equal(twoMinutesLater.at);
  });

  it("is not left for the past by what has come and is shown in a moment", async () => {
    const { player, log } = await atTheEnd();
    const { at } = log.present;
    log.append({ kind: "away", at: at + 200, what: "broker" });
    await player.tick(16);
    expect(player.position.value).to.equal(log.end - 1);
    expect(player.isPast.value).to.equal(false);
    player.playing.value = false;
    expect(player.isPast.value).to.equal(true);
  });
});

describe("The clock of a server", () => {
  it("is told by the message that came the fastest, and anew by each connection", () => {
    let elapsed = 1_000;
    const clock = createServerClock(() => elapsed);
    clock.hear({ company: "one", now: 50_000 });
    clock.hear({ now: 49_900 });
    expect(clock.now()).to.equal(50_000 - showsAfterMs);
    elapsed += 500;
    clock.hear({ now: 50_520 });
    expect(clock.now()).to.equal(50_520 - showsAfterMs);
    clock.hear({ company: "one", now: 20_000 });
    expect(clock.now()).to.equal(20_000 - showsAfterMs);
  });
});

/** A page of a company whose order has just been delivered, in real time: what it shows after a time, in frames of 16 ms. */
async function watched() {
  const server = { now: 0 };
  const { player, log } = await atTheEnd(true, () => server.now);
  server.now = log.present.at;
  return {
    player,
    log,
    /** What happens `inMs` from now, and reaches the page at once. */
    happens: (inMs: number) => log.append({ kind: "away", at: server.now + inMs, what: "broker" }),
    async pass(ms: number) {
      for (const end = server.now + ms; server.now < end; ) {
        server.now += 16;
        await player.tick(16);
      }
    },
  };
}

describe("Slow motion of real time", () => {
  it("shows everything, later and later, and says how far it is behind", async () => {
    const { happens, log, pass, player } = await watched();
    player.speed.value = 0.1;
    await pass(160);
    expect(player.behindS.value).to.equal(0);
    const first = player.position.value;
    for (let n = 1; n <= 100; n += 1) happens(n * 40);
    await pass(8_000);
    expect(player.position.value).to.be.within(first + 19, first + 21);
    expect(player.behindS.value).to.equal(7);
    expect(player.isPast.value).to.equal(true);
    await pass(40_000);
    expect(player.position.value).to.equal(log.end);
    expect(player.behindS.value).to.equal(0);
  });

  it("lets a long wait pass in real time", async () => {
    const { happens, log, pass, player } = await watched();
    player.speed.value = 0.1;
    happens(100);
    happens(5_000);
    await pass(1_200);
    expect(player.position.value).to.equal(log.end - 1);
    await pass(12_000);
    expect(player.position.value).to.equal(log.end);
  });

  it("is behind: what a person does happens now, and is shown when it has come to it", async () => {
    const { happens, log, pass, player } = await watched();
    player.speed.value = 0.1;
    await pass(160);
    expect(player.actsNow.value).to.equal(true);
    expect(actsNowText(player)).to.equal(undefined);
    for (let n = 1; n <= 100; n += 1) happens(n * 40);
    await pass(1_600);
    expect(player.actsNow.value).to.equal(true);
    expect(player.leavesPast.value).to.equal(false);
    expect(actsNowText(player)).to.match(/^You watch in slow motion, 4 s behind, .+ What you do happens now/);
    await player.act(async () => {});
    expect(player.position.value).to.be.below(log.end - 90);
    expect(player.speed.value).to.equal(0.1);
  });

  it("is left by going to now, and goes on from there", async () => {
    const { happens, log, pass, player } = await watched();
    player.speed.value = 0.1;
    for (let n = 1; n <= 100; n += 1) happens(n * 40);
    await pass(5_000);
    player.seek(log.end);
    player.playing.value = true;
    await pass(16);
    expect(player.position.value).to.equal(log.end);
    expect(player.behindS.value).to.equal(0);
  });
});

describe("What a person does in real time", () => {
  it("is waited for neither by time nor by what is done next: an instance starts as long as the broker is away", async () => {
    const { happens, log, pass, player } = await watched();
    void player.act(() => new Promise<never>(() => {}));
    happens(100);
    await pass(160);
    expect(player.position.value).to.equal(log.end);
    expect(await player.act(async () => "done")).to.equal("done");
  });
});

describe("The past of a page that watches real time", () => {
  it("is played on from the moment that is shown, at the chosen speed, until the present", async () => {
    const { log, pass, player } = await watched();
    player.seek(log.end - 40);
    await pass(16);
    const from = player.now.value;
    player.playing.value = true;
    await pass(160);
    expect(player.now.value).to.be.within(from + 144, from + 176);
    expect(player.isPast.value).to.equal(true);
    player.speed.value = 1_000;
    await pass(10_000);
    expect(player.position.value).to.equal(log.end);
    expect(player.isPast.value).to.equal(false);
    expect(player.speed.value).to.equal(1);
  });

  it("is left for the present by what a person does there, which happens now", async () => {
    const { log, pass, player } = await watched();
    player.seek(log.end - 40);
    await pass(16);
    player.playing.value = true;
    await pass(16);
    expect([player.actsNow.value, player.leavesPast.value]).to.deep.equal([true, true]);
    expect(actsNowText(player)).to.match(/^You look at the past/);
    await player.act(async () => {});
    expect(player.position.value).to.equal(log.end);
    expect([player.actsNow.value, player.leavesPast.value]).to.deep.equal([false, false]);
  });
});
