import { expect } from "chai";
import { watchBreaches } from "../../../../breach-watch.ts";
import type { Action } from "../../../../browser/action.ts";
import { anOrder, losesAnOrder, played, playOut } from "../../../../browser/test/played.ts";
import type { NarrativeLog } from "../../../../narrative/log.ts";
import { followLink, linkTo } from "../../../model/session/follow-link.ts";
import { liveFragmentOf, liveMomentOf } from "../../../model/session/live-moment.ts";
import type { Source } from "../../../model/session/source.ts";
import { stepsShown } from "../../../model/timeline/followed-orders.ts";
import { watching } from "../watching.ts";

const guarantee = (name: string, on: boolean): Action => ({ do: "guarantee", name, on });

/** A company in which #1 is lost for want of the outbox. */
const lostOrder = () => played({ without: ["outbox"], actions: losesAnOrder });

/** Then a copy of a message does harm for want of dedup. */
async function breakAgain(company: Awaited<ReturnType<typeof lostOrder>>): Promise<void> {
  await company.act(guarantee("outbox", true));
  await company.act({ do: "start", service: "orders", instance: 1 });
  await company.act(guarantee("dedup", false));
  await company.act({ do: "double", on: true });
  await company.act(anOrder);
  await playOut(company);
}

/** A page over a log whose links name a company. */
const pageOf = (log: NarrativeLog, more: Partial<Source> = {}) =>
  watching(log, { link: (shown) => liveFragmentOf("one", log, shown), ...more });

describe("What somebody breaks after they were told of a breach", () => {
  it("is told instead, and stops time: they look for what they have just done", async () => {
    const company = await lostOrder();
    const { look, lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    expect(page.breach.value?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);

    await breakAgain(company);
    page.player.seek(company.log.end);
    page.player.playing.value = true;
    await look();

    expect(page.breach.value?.without.map(({ name }) => name)).to.deep.equal(["dedup"]);
    expect(page.player.playing.value).to.equal(false);
    await lookAtEnd();
    expect(
      page.breach.value?.without.map(({ name }) => name),
      "looked at once more",
    ).to.deep.equal(["dedup"]);
  });

  it("stays told on the way back to its cause, and is told where its link is opened", async () => {
    const company = await lostOrder();
    const here = pageOf(company.log);
    await here.lookAtEnd();
    await breakAgain(company);
    await here.lookAtEnd();
    const told = here.page.breach.value;
    here.page.player.seek((told?.harm ?? 0) + 1);
    await here.look();
    expect(here.page.breach.value).to.equal(told);

    const there = pageOf(company.log);
    followLink(there.page, liveMomentOf("one", company.log, linkTo(here.page) ?? ""));
    await there.look();
    expect(there.page.notice.value).to.equal(undefined);
    expect(there.page.breach.value?.sentence).to.equal(told?.sentence);
    expect(there.page.breach.value?.without.map(({ name }) => name)).to.deep.equal(["dedup"]);
    expect([...there.page.lit.value]).to.deep.equal([...here.page.lit.value]);
    expect(there.page.selected.value).to.equal(told?.harm);
    await there.lookAtEnd();
    expect(there.page.breach.value?.sentence, "at the end").to.equal(told?.sentence);
  });

  it("leaves the first one to be asked for in the list of promises, and to be shared", async () => {
    const company = await lostOrder();
    await breakAgain(company);
    const here = pageOf(company.log);
    await here.lookAtEnd();
    for (const promise of here.page.promises.value.filter(({ is }) => is === "broken")) {
      await here.lookAtEnd();
      const told = here.page.tell(promise);
      here.page.player.seek((told.harm ?? 0) + 1);
      await here.look();
      const there = pageOf(company.log);
      followLink(there.page, liveMomentOf("one", company.log, linkTo(here.page) ?? ""));
      await there.look();
      expect(there.page.notice.value, promise.name).to.equal(undefined);
      expect(there.page.breach.value, promise.name).to.deep.equal(told);
    }
  });
});

describe("A link to an ordinary moment after a breach", () => {
  /** A page that was opened while an order is under way: only the server knows what was broken at rest before. */
  const afterwards = async () => {
    const company = await lostOrder();
    const server = watchBreaches(company.log, () => {});
    server.end();
    await server.check(true);
    await company.act(guarantee("outbox", true));
    await company.act({ do: "start", service: "orders", instance: 1 });
    await company.act(anOrder);
    for (let n = 0; n < 30; n += 1) await company.step();
    const here = pageOf(company.log, { known: server.known });
    await here.lookAtEnd();
    return { company, here, server };
  };

  it("opens without a word of what the server has forgotten, and tells what was told", async () => {
    const { company, here, server } = await afterwards();
    const told = here.page.breach.value;
    expect(told?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);
    const link = linkTo(here.page) ?? "";
    expect(link).not.to.include("0.0");
    const there = pageOf(company.log, { known: server.known });
    followLink(there.page, liveMomentOf("one", company.log, link));
    await there.look();
    expect(there.page.notice.value).to.equal(undefined);
    expect(there.page.selected.value).to.equal(undefined);
    expect(there.page.breach.value?.sentence).to.equal(told?.sentence);
  });

  it("numbers the way to the harm beside the order that was harmed, and beside no other", async () => {
    const { here } = await afterwards();
    const [first, second] = here.page.state.value.orders.keys();
    here.page.followed.value = second;
    expect([...stepsShown(here.page)]).to.deep.equal([]);
    here.page.followed.value = first;
    expect([...stepsShown(here.page)]).to.deep.equal([...here.page.lit.value]);
    expect(stepsShown(here.page).size).to.be.above(2);
  });
});
