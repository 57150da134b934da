import { expect } from "chai";
import { anOrder, played, playOut, sessionOf } from "../../../browser/test/played.ts";
import { linkTo, showPresent } from "../../model/session/follow-link.ts";
import { liveFragmentOf } from "../../model/session/live-moment.ts";
import { modeOf } from "../../model/session/mode.ts";
import { fragmentOf, momentOf } from "../../model/session/permalink.ts";
import { createSession } from "../../model/session/session.ts";
import { showMoment } from "../../model/session/show-moment.ts";
import { tokenIn, withAddress } from "../../model/session/with-address.ts";
import { tabOver, watching } from "./watching.ts";

/** An address that begins with a fragment. */
function addressOf(fragment: string) {
  let now = fragment;
  return {
    read: () => now,
    write(text: string) {
      now = text === "#" ? "" : text;
    },
  };
}

describe("The address of a page in real time", () => {
  const pageAt = async () => {
    const { log } = await played({ story: "delivered" });
    const { page } = watching(log, { link: (shown) => liveFragmentOf("one", log, shown) });
    page.player.seek(40);
    const address = addressOf(linkTo(page) ?? "");
    return { address, log, page: withAddress(page, address) };
  };

  it("carries the moment that was shared, and follows through the past", async () => {
    const { address, log, page } = await pageAt();
    await page.frame(1_000);
    expect(address.read()).to.equal(liveFragmentOf("one", log, { position: 40 }));
    page.player.seek(50);
    page.selected.value = 45;
    await page.frame(1_000);
    expect(address.read()).to.equal(liveFragmentOf("one", log, { position: 50, hop: 45 }));
  });

  it("loses the moment with the return to the present, as the inspector loses its hop: a reload shows the present, too", async () => {
    const { address, page } = await pageAt();
    page.selected.value = 39;
    showPresent(page);
    await page.frame(1_000);
    expect(page.selected.value).to.equal(undefined);
    expect(page.player.isPast.value).to.equal(false);
    expect(address.read()).to.equal("");
  });

  it("loses the moment with the return to the present in slow motion, too, which is behind at once", async () => {
    const { address, log, page } = await pageAt();
    page.player.speed.value = 0.1;
    showPresent(page);
    await page.frame(16);
    log.append({ kind: "away", at: log.present.at + 5_000, what: "broker" });
    for (let n = 0; n < 10; n += 1) await page.frame(100);
    expect(page.player.isPast.value).to.equal(true);
    expect(address.read()).to.equal("");
  });

  it("keeps the moment while the past is played slowly", async () => {
    const { address, page } = await pageAt();
    [page.player.speed.value, page.player.playing.value] = [0.1, true];
    for (let n = 0; n < 11; n += 1) await page.frame(100);
    expect(page.player.isPast.value).to.equal(true);
    expect(address.read()).to.match(/^#company=one&at=/);
  });

  it("loses the moment once its company was started anew: the page goes on in the present of the new one", async () => {
    const [{ log: first }, { log: second }] = [
      await played({ story: "delivered" }),
      await played({ story: "declined" }),
    ];
    const server = { company: "one", log: first };
    const { page: opened } = watching(first, {
      link: (shown) => liveFragmentOf(server.company, server.log, shown),
    });
    const source = Object.defineProperty(opened.source, "log", { get: () => server.log });
    expect(source.log).to.equal(first);
    opened.player.seek(40);
    opened.selected.value = first.end - 1;
    opened.followed.value = [...first.present.orders.keys()][0];
    const address = addressOf(linkTo(opened) ?? "");
    const page = withAddress(opened, address);
    Object.assign(server, { company: "two", log: second });
    await page.frame(1_000);
    expect(page.player.isPast.value).to.equal(false);
    expect(page.selected.value).to.equal(undefined);
    expect(modeOf(page)).to.equal("real time");
    expect(address.read()).to.equal("");
  });

  it("keeps the hop in the inspector over a new connection to the same company", async () => {
    const [{ log: first }, { log: second }] = [
      await played({ story: "delivered" }),
      await played({ story: "delivered" }),
    ];
    const server = { log: first };
    const { page } = watching(first, { link: () => "" });
    Object.defineProperty(page.source, "log", { get: () => server.log });
    page.selected.value = first.end - 1;
    server.log = second;
    await page.frame(16);
    expect(page.selected.value).to.equal(second.end - 1);
  });

  it("keeps no token, and what was beside it", () => {
    expect(tokenIn("#token=abc")).to.deep.equal({ token: "abc", rest: "" });
    expect(tokenIn("#company=one&at=3.1&token=abc")).to.deep.equal({
      token: "abc",
      rest: "#company=one&at=3.1",
    });
    expect(tokenIn("#token=")).to.deep.equal({ token: undefined, rest: "" });
    expect(tokenIn("#seed=1")).to.deep.equal({ token: undefined, rest: "#seed=1" });
  });
});

describe("The address of a page in a tab", () => {
  const openAt = async (fragment: string) => {
    const moment = momentOf(fragment);
    const company = await sessionOf(moment?.script ?? {});
    const source = tabOver(company, {
      link: ({ followed: _, ...shown }) => fragmentOf({ script: company.script(), ...shown }),
    });
    const address = addressOf(fragment);
    const page = withAddress(createSession(source), address);
    if (moment) await showMoment(page, moment);
    return { address, page };
  };

  it("opens a moment with the hop that was selected, also a later one", async () => {
    const company = await playOut(await sessionOf({ actions: [{ at: 0, action: anOrder }] }));
    const link = fragmentOf({ script: company.script(), position: 100, hop: 120 });
    const { page } = await openAt(link);
    expect(page.player.position.value).to.equal(100);
    expect(page.selected.value).to.equal(120);
    expect(page.source.log.entry(120)).to.deep.equal(company.log.entry(120));
    expect(linkTo(page)).to.equal(link);
  });

  it("carries what somebody has done after the moment of a link", async () => {
    const { address, page } = await openAt("#seed=1&story=delivered&at=100");
    await page.act(anOrder);
    page.player.playing.value = false;
    await page.frame(1_000);
    expect(momentOf(address.read())?.script.actions.map(({ action }) => action)).to.deep.equal([anOrder]);
    expect(momentOf(address.read())?.position).to.equal(page.player.position.value);
  });

  it("stays without a moment until one is shared", async () => {
    const { address, page } = await openAt("");
    await page.act(anOrder);
    await page.frame(1_000);
    expect(address.read()).to.equal("");
  });
});
