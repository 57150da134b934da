import { expect } from "chai";
import { watchBreaches } from "../../../../breach-watch.ts";
import { anOrder, companyThatLost, playOut } from "../../../../browser/test/played.ts";
import { isForgotten } from "../../../model/promises/breach.ts";
import { createFeedReader } from "../../../model/session/feed-reader.ts";
import { followLink } from "../../../model/session/follow-link.ts";
import { linkedSince, liveFragmentOf, liveMomentOf } from "../../../model/session/live-moment.ts";
import type { Session } from "../../../model/session/session.ts";
import { startFeed } from "../../../server/feed.ts";
import { watching, watchingLate } from "../watching.ts";

const every = "every consumer handles every event";

/** #1 is lost: orders died before it published. Then #2 is delivered, and the log forgets all that was before. */
const forgetfulCompany = async () => {
  const company = await companyThatLost();
  await playOut(company);
  const server = watchBreaches(company.log, () => {});
  server.end();
  await server.check(true);
  await company.act(anOrder);
  await playOut(company);
  await server.check(true);
  return { company, server };
};

/** A page that lacks the beginning of a company. */
const lateOn = ({ company, server }: Awaited<ReturnType<typeof forgetfulCompany>>) =>
  watchingLate(company.log, server.known);

const promised = ({ promises }: Session, of: string) => promises.value.find(({ name }) => name === of);

describe("A page that lacks the beginning", () => {
  it("calls broken what the server found broken, with its order and what led to it", async () => {
    const { page } = await lateOn(await forgetfulCompany());
    const [found] = promised(page, every)?.known ?? [];
    expect(promised(page, every)?.is).to.equal("broken");
    expect(found?.sentence).to.equal("Without outbox, payments never handled order-placed of #1.");
    expect(found?.way.map(({ what }) => what)).to.include("orders#1 is killed between commit and publish");
    expect(page.breach.value?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);
  });

  it("knows that what led to the breach is no longer in its log: it cannot show how", async () => {
    const broken = await forgetfulCompany();
    const late = await lateOn(broken);
    const whole = watching(broken.company.log, { known: broken.server.known });
    await whole.lookAtEnd();
    const forgotten = [late, whole].map(({ page }) => page.breach.value && isForgotten(page.breach.value));
    expect(forgotten).to.deep.equal([true, false]);
  });

  it("says of every promise since when it is judged", async () => {
    const { page, reader } = await lateOn(await forgetfulCompany());
    const at = reader.log.entry(reader.log.end - 50)?.at;
    expect(at).to.be.a("number");
    expect(page.promises.value.map(({ since }) => since)).to.deep.equal(page.promises.value.map(() => at));
  });

  it("does not stop its clock for what broke before it was opened", async () => {
    const { page } = await lateOn(await forgetfulCompany());
    expect(page.player.stoppedAt.value).to.equal(undefined);
  });

  it("judges an order anew that has moved since the server found it", async () => {
    const broken = await forgetfulCompany();
    const { company, server } = broken;
    const [first = ""] = company.log.present.orders.keys();
    await company.act({ do: "cancel", orderId: first });
    await playOut(company);
    const { page } = await lateOn(broken);
    expect(promised(page, "every order is delivered or cancelled")?.is).to.equal("kept");
    await server.check(true);
    expect(server.known().map(({ promise }) => promise)).to.not.include(
      "every order is delivered or cancelled",
    );
  });
});

describe("A page that is opened by a link", () => {
  it("gets the past since then, where the server has it, and shows the reason", async () => {
    const { company, server } = await forgetfulCompany();
    const { log } = company;
    const here = watching(log);
    await here.lookAtEnd();
    here.page.player.seek((here.page.breach.value?.harm ?? 0) + 1);
    const { breach, player } = here.page;
    const judged = breach.value?.judged;
    const link = liveFragmentOf("one", log, { position: player.position.value, ...(judged && { judged }) });

    const reader = createFeedReader();
    const since = linkedSince(link) ?? 0;
    startFeed({
      ...{ log, company: "one", past: 50, since, known: server.known },
      send: (message) => reader.take(message, 0),
    }).stop();
    const there = watching(reader.log, { since: () => reader.since, known: () => reader.known });
    followLink(there.page, liveMomentOf("one", reader.log, link));
    await there.look();
    expect(there.page.notice.value).to.equal(undefined);
    expect(there.page.breach.value?.sentence).to.equal(breach.value?.sentence);
    expect(there.page.lit.value.size).to.equal(here.page.lit.value.size);
  });
});

describe("A page that has the whole history", () => {
  it("judges from the beginning, and says no time", async () => {
    const { company, server } = await forgetfulCompany();
    const { page } = watching(company.log, { known: server.known });
    expect(page.promises.value.filter(({ since }) => since !== undefined)).to.deep.equal([]);
  });
});
