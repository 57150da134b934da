import { expect } from "chai";
import type { Script } from "../../../browser/action.ts";
import { anOrder, losesAnOrder, ordersIsBack, turn } from "../../../browser/test/played.ts";
import { invariants } from "../../../guarantees/invariants.ts";
import { linkTo } from "../../model/session/follow-link.ts";
import { momentOf } from "../../model/session/permalink.ts";
import { createSession } from "../../model/session/session.ts";
import { showMoment } from "../../model/session/show-moment.ts";
import { tabSource } from "../../model/session/tab-source.ts";

const nothingDone: Script = { seed: 1, without: [], actions: [] };
/** For want of the outbox #1 is lost, and #2 is not. */
const losesOne: Script = {
  ...nothingDone,
  without: ["outbox"],
  actions: [...losesAnOrder, ...ordersIsBack, { at: 60_010, action: anOrder }],
};

/** A page over a company in its tab. */
async function pageWith(script: Script) {
  const source = await tabSource(script, turn);
  let now = 0;
  const page = createSession(source, () => now);
  /** A frame checks one promise at least: these are enough for all of them, twice. */
  async function look(): Promise<void> {
    for (let n = 0; n < 2 + 2 * invariants.length; n += 1) {
      now += 2_000;
      await page.frame(0);
    }
  }
  return {
    page,
    source,
    look,
    /** Shows the end of what can happen by itself, until everything is judged there. */
    async lookAtEnd(): Promise<void> {
      while (source.time?.next() !== undefined) await source.time.step();
      page.player.seek(source.log.end);
      await look();
    },
  };
}

/** A page that is opened by a link. */
async function opened(link: string) {
  const moment = momentOf(link);
  const there = await pageWith(moment?.script ?? nothingDone);
  if (moment) await showMoment(there.page, moment);
  return there;
}

describe("A link in a tab that is shared beside a broken promise", () => {
  it("carries the promise, its order and when it was found, and leads to the same way to the harm", async () => {
    const here = await pageWith(losesOne);
    await here.lookAtEnd();
    const told = here.page.breach.value;
    const [lost] = here.page.state.value.orders.keys();
    expect(told?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);
    here.page.player.seek((told?.harm ?? 0) + 1);
    const link = linkTo(here.page) ?? "";
    expect(momentOf(link)?.judged).to.deep.equal({
      position: here.source.log.end,
      isAtRest: true,
      promise: told?.promise,
      orderId: lost,
    });

    const there = await opened(link);
    expect(there.page.notice.value).to.equal(undefined);
    expect(there.page.breach.value).to.deep.equal(told);
    expect([...there.page.lit.value]).to.deep.equal([...here.page.lit.value]);
    expect(there.page.player.position.value).to.equal(here.page.player.position.value);
    expect(there.page.selected.value).to.equal(told?.harm);
    expect(linkTo(there.page)).to.equal(`${link}&order=${lost}&hop=${told?.harm}`);
  });

  it("leads to each promise that somebody asked for, and not only to the worst", async () => {
    const here = await pageWith(losesOne);
    await here.lookAtEnd();
    const broken = here.page.promises.value.filter(({ is }) => is === "broken");
    expect(broken).to.have.length.above(1);
    for (const promise of broken) {
      await here.lookAtEnd();
      const told = here.page.tell(promise);
      const there = await opened(linkTo(here.page) ?? "");
      expect(there.page.breach.value, promise.name).to.deep.equal(told);
    }
  });

  it("shows what was found at rest before its moment, although another order is under way", async () => {
    const twoHours = 7_200_000;
    const here = await pageWith({
      ...losesOne,
      actions: [...losesAnOrder, ...ordersIsBack, { at: twoHours, action: anOrder }],
    });
    here.page.player.seek(here.source.log.end);
    await here.look();
    const link = linkTo(here.page) ?? "";
    const there = await opened(link);
    await there.look();
    const [found] = there.page.promises.value.filter(({ is }) => is === "broken");
    expect(found).to.include({ name: "every order is delivered or cancelled" });
    const [first, last] = there.source.time?.rests().slice(-2) ?? [];
    expect(found).to.deep.include({ judgedAt: last });
    expect(found?.foundAt?.position).to.equal(first);
    expect(there.page.breach.value?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);
    expect(there.page.promises.value).to.deep.equal(here.page.promises.value);
  });

  it("says so if that promise is not broken in its session", async () => {
    const { page } = await opened("#seed=1&story=delivered&at=150&broke=150&promise=nobody+is+late");
    expect(page.breach.value).to.equal(undefined);
    expect(page.notice.value).to.equal(
      "The page finds nothing for “promise=nobody is late” of this link, and shows the rest of it.",
    );
  });
});

describe("A link in a tab that names what there is not", () => {
  it("says where its session ends, and shows that", async () => {
    const { page, source } = await opened("#seed=1&story=delivered&at=99999");
    expect(page.player.position.value).to.equal(source.log.end);
    expect(page.notice.value).to.equal("This session ends before “at=99999”: this is its end.");
  });

  it("says where its session begins, and shows that", async () => {
    const { page, source } = await opened("#seed=1&story=delivered&at=3");
    expect(page.player.position.value).to.equal(source.began.position);
    expect(page.notice.value).to.equal("This session begins after “at=3”: this is its beginning.");
  });

  it("says which order and which hop it does not find, and shows the rest", async () => {
    const { page } = await opened("#seed=1&story=delivered&at=150&order=nobody&hop=99999");
    expect(page.player.position.value).to.equal(150);
    expect(page.followed.value).to.equal(undefined);
    expect(page.selected.value).to.equal(undefined);
    expect(page.notice.value).to.equal(
      "The page finds nothing for “order=nobody” and “hop=99999” of this link, and shows the rest of it.",
    );
  });

  it("says nothing of an order that is placed a little later", async () => {
    const here = await pageWith({ ...nothingDone, story: "delivered" });
    await here.lookAtEnd();
    const [later = ""] = here.source.log.present.orders.keys();
    const { page } = await opened(`#seed=1&story=delivered&at=${here.source.began.position}&order=${later}`);
    expect(page.state.value.orders.size).to.equal(0);
    expect(page.followed.value).to.equal(later);
    expect(page.notice.value).to.equal(undefined);
  });
});
