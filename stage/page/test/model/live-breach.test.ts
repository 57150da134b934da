import { expect } from "chai";
import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Action } from "../../../browser/action.ts";
import type { TabSession } from "../../../browser/tab-session.ts";
import { anOrder, losesAnOrder, ordersIsBack, played, playOut } from "../../../browser/test/played.ts";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import type { Committed } from "../../../narrative/entry.ts";
import { createLog, type NarrativeLog } from "../../../narrative/log.ts";
import { checkPromises } from "../../model/promises/promises.ts";
import { followLink } from "../../model/session/follow-link.ts";
import { liveFragmentOf, liveMomentOf } from "../../model/session/live-moment.ts";
import type { Session } from "../../model/session/session.ts";
import { watching } from "./watching.ts";

const every = "every order is delivered or cancelled";
const waits =
  "Without outbox, Ada waits for #1 forever: it is still awaiting payment, and no message or timer is left to move it on.";

/** A company without its outbox, at rest: orders died between commit and publish, and #1 waits forever. */
const brokenCompany = () => played({ without: ["outbox"], actions: [...losesAnOrder, ...ordersIsBack] });

/** Does something, and lets its first messages be handled. */
async function underWay(company: TabSession, action: Action): Promise<void> {
  await company.act(action);
  for (let n = 0; n < 12; n += 1) await company.step();
}

const promised = ({ promises }: Session) => promises.value.find(({ name }) => name === every);

/** The link that a page shares. */
function linkOf({ breach, player }: Session, log: NarrativeLog): string {
  const judged = breach.value?.judged;
  return liveFragmentOf("one", log, { position: player.position.value, ...(judged && { judged }) });
}

describe("A promise that was found broken at rest, in real time", () => {
  it("stays broken while another order is under way, and says when it was found", async () => {
    const company = await brokenCompany();
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const killedAt = company.log.entries.find(({ kind }) => kind === "killed")?.at;
    expect(promised(page)).to.include({ is: "broken" });
    expect(page.breach.value?.sentence).to.equal(waits);

    await underWay(company, anOrder);
    await lookAtEnd();
    expect(promised(page)?.is).to.equal("broken");
    expect(promised(page)?.violations).to.have.length(1);
    expect(promised(page)?.foundAt?.at).to.equal(killedAt);
    expect(page.breach.value?.sentence).to.equal(waits);
  });

  it("keeps the moment at which it was found first, at later moments of rest and in a page that is opened later", async () => {
    const company = await brokenCompany();
    const early = watching(company.log);
    await early.lookAtEnd();
    await underWay(company, anOrder);
    await early.lookAtEnd();
    const first = promised(early.page)?.foundAt;
    await playOut(company);
    const late = watching(company.log);
    for (const { lookAtEnd } of [early, late]) await lookAtEnd();
    await underWay(company, anOrder);
    for (const { lookAtEnd, page } of [early, late]) {
      await lookAtEnd();
      expect(first?.at).to.be.a("number");
      expect(promised(page)?.foundAt).to.deep.equal(first);
    }
  });

  it("stops the page that sees it happen, which says so until it goes on", async () => {
    const { log } = await brokenCompany();
    const happening = createLog();
    const [harm = 0] = [log.entries.findIndex(({ kind }) => kind === "killed")];
    for (const entry of log.entries.slice(0, harm)) happening.append(entry);
    const { look, page } = watching(happening);
    for (const entry of log.entries.slice(harm)) happening.append(entry);
    page.player.seek(happening.end);
    page.player.playing.value = true;
    await look();
    expect(page.player.playing.value).to.equal(false);
    expect(page.player.stoppedAt.value).to.equal(page.player.position.value);
  });

  it("stops no page that is opened after it, which tells it", async () => {
    const { log } = await brokenCompany();
    const { look, page } = watching(log);
    followLink(page, undefined);
    await look();
    expect(page.breach.value?.sentence).to.equal(waits);
    expect(page.player.playing.value).to.equal(true);
    expect(page.player.position.value).to.equal(log.end);
  });

  it("is open again once its own order moves; what stays found is that an event was lost", async () => {
    const company = await brokenCompany();
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const [broken = ""] = company.log.present.orders.keys();
    await underWay(company, { do: "cancel", orderId: broken });
    for (let n = 0; n < 8; n += 1) await company.step();
    await lookAtEnd();
    expect(promised(page)?.is).to.equal("open");
    expect(page.breach.value?.sentence).to.equal(
      "Without outbox, payments never handled order-placed of #1; nobody feels it anymore.",
    );
  });

  it("is judged anew when the company comes to rest again", async () => {
    const company = await brokenCompany();
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    await underWay(company, anOrder);
    await lookAtEnd();
    await playOut(company);
    await lookAtEnd();
    expect(promised(page)?.is).to.equal("broken");
    expect(promised(page)?.foundAt).to.equal(undefined);
  });
});

describe("A link that is shared beside a broken promise, in real time", () => {
  it("shows the same moment, the same sentence, and the same way from the cause to the harm", async () => {
    const company = await brokenCompany();
    const here = watching(company.log);
    await here.lookAtEnd();
    here.page.player.seek((here.page.breach.value?.harm ?? 0) + 1);
    await here.look();

    const there = watching(company.log);
    followLink(there.page, liveMomentOf("one", company.log, linkOf(here.page, company.log)));
    await there.look();
    expect(there.page.player.position.value).to.equal(here.page.player.position.value);
    expect(there.page.breach.value?.sentence).to.equal(waits);
    expect([...there.page.lit.value]).to.deep.equal([...here.page.lit.value]);
    expect(there.page.lit.value.size).to.be.above(2);
    expect(there.page.selected.value).to.equal(there.page.breach.value?.harm);
    expect(there.page.notice.value).to.equal(undefined);
  });

  it("says so where the server no longer remembers what led to it", async () => {
    const company = await brokenCompany();
    const here = watching(company.log);
    await here.lookAtEnd();
    const later = createLog();
    company.log.onEntry(later.append);
    await underWay(company, anOrder);
    await here.lookAtEnd();
    const there = watching(later);
    followLink(there.page, liveMomentOf("one", later, linkOf(here.page, company.log)));
    await there.look();
    expect(there.page.notice.value).to.include("no longer remembers all that led to it");
    expect(there.page.breach.value).to.equal(undefined);
  });
});

/** A log as it would be, had each commit been another. */
function changed(log: NarrativeLog, change: (entry: Committed) => Committed): NarrativeLog {
  const other = createLog();
  for (const entry of log.entries) other.append(entry.kind === "committed" ? change(entry) : entry);
  return other;
}

describe("A page in real time, whose log has the whole story", () => {
  const judged = (log: NarrativeLog, isPartial: boolean) => [
    ...checkPromises(log, log.stateAt(log.end), true, isPartial),
  ];
  const namesOf = (log: NarrativeLog) =>
    judged(log, true).flatMap(({ is, name }) => (is === "broken" ? [name] : []));

  for (const name of ["dedup", "outbox", "idempotency-key", "refund", "publisher-confirms"])
    it(`judges every promise as the tab does: without ${name}`, async () => {
      const { shownBy: story } = disabledGuarantees.find((one) => one.name === name) ?? {};
      const { log } = await played({ ...(story && { story }), without: [name] });
      expect(namesOf(log)).not.to.deep.equal([]);
      expect(judged(log, true)).to.deep.equal(judged(log, false));
    });

  it("finds an event that was handled and never committed", async () => {
    const { log } = await played({ story: "delivered" });
    const lost = changed(log, (entry) => {
      const decided = entry.intended ?? entry.change;
      const isIt = eventsIn(decided.outbox).some(({ type }) => type.includes("payment-succeeded"));
      return isIt ? { ...entry, intended: { ...decided, outbox: [] } } : entry;
    });
    expect(namesOf(lost)).to.deep.equal(["no event is handled that was never committed"]);
    expect(judged(lost, true)).to.deep.equal(judged(lost, false));
  });
});
