// One example per control of the page, in one browser; hence the length.
import { expect } from "chai";
import type { Locator, Page } from "playwright-core";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import { stories } from "../../stories/index.ts";
import { conceptNamed, concepts, explained } from "../model/concepts.ts";
import { axeFindings } from "./axe-findings.ts";
import { button, firstOrder, mapAsText, region } from "./by-name.ts";
import { describeInChromium } from "./chromium.ts";
import { pageConformance } from "./conformance.ts";
import { tabEdition } from "./tab-edition.ts";

/** One step, until it is shown: the company needs a moment for it. */
async function step(page: Page): Promise<void> {
  const time = page.getByRole("slider", { name: "Time" });
  const before = await time.inputValue();
  await button(page, "Step").click();
  while ((await time.inputValue()) === before);
}

async function atFullSpeed(page: Page): Promise<void> {
  await page.getByRole("slider", { name: "Speed" }).fill("3");
}

async function placeOrder(page: Page): Promise<void> {
  await button(page, "Place order").click();
}

async function delivered(page: Page): Promise<void> {
  await firstOrder(page).getByText("delivered").waitFor();
}

/** The options of select elements that are wider than these, as they are drawn. */
const cutOptions = `[...document.querySelectorAll("select")].flatMap((select) =>
  [...select.options].filter(({ text }) => {
    const alone = select.cloneNode();
    alone.append(new Option(text));
    alone.style.width = "max-content";
    select.after(alone);
    const isCut = alone.offsetWidth > select.offsetWidth;
    alone.remove();
    return isCut;
  }).map(({ text }) => text))`;

/** Scrolls the list of orders somewhat, and gives how many rows are above what is shown, and how many are shown. */
const rowsAfterScrolling = `(async () => {
  const list = document.querySelector(".orders ul");
  list.scrollTop = 71;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const row = list.firstElementChild.getBoundingClientRect().height;
  return [list.scrollTop / row, list.clientHeight / row];
})()`;

/** How far below the first heading of the hands everything is that breaks something. */
const placesBelow = `(() => {
  const hands = document.querySelector(".hands");
  const top = hands.querySelector("h2").getBoundingClientRect().top;
  const all = hands.querySelectorAll(".faults tr, .faults .toggle, .faults select, .guarantees .toggle");
  return [...all].map((one) => Math.round(one.getBoundingClientRect().top - top));
})()`;

const areWhole = (rows: readonly number[]): boolean =>
  rows.every((many) => many >= 1 && Math.abs(many - Math.round(many)) < 0.02);

describeInChromium("the page, from disk", (openIn) => {
  const url = tabEdition();
  const open = (fragment = "", options = {}) => openIn(`${url()}${fragment}`, { offline: true, ...options });

  pageConformance({ open, hurry: atFullSpeed });

  it("invites with one button, and delivers what is ordered with it; a telephone keeps the map in sight", async () => {
    const { complaints, page } = await open("", {
      viewport: { width: 390, height: 844 },
      reducedMotion: "reduce",
    });
    await button(page, "Place an order").click();
    const scrolled = await page.evaluate("scrollY");
    await region(page, "Time").getByText("close-up").waitFor();
    await region(page, "Hands").getByRole("button", { name: "#1 placed" }).waitFor();
    expect(await page.evaluate("scrollY")).to.equal(scrolled);
    await atFullSpeed(page);
    await delivered(page);
    expect(complaints).to.deep.equal([]);
  });

  it("has every region, every guarantee and every story by name", async () => {
    const { page } = await open();
    for (const name of ["Map", "Timeline", "Hands", "Time", "Promises", "Figures"])
      await region(page, name).waitFor();
    for (const { name } of disabledGuarantees)
      expect(await page.getByRole("checkbox", { name, exact: true }).isChecked(), name).to.equal(true);
    const listed = page.getByRole("list", { name: "Stories" }).getByRole("listitem");
    expect(await listed.count()).to.equal(stories.length);
  });

  it("inspects the hop that was under the mouse, although the drawing moves before the button is up", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150");
    const hop = page.getByRole("button", { name: "payments handles order-placed" }).first();
    await hop.hover();
    await page.mouse.down();
    await page.evaluate(
      "document.querySelector('.timeline-scroll > svg').style.transform = 'translateX(30px)'",
    );
    await page.mouse.up();
    await region(page, "Inspector").getByText("How do you charge exactly once?").waitFor();
  });

  it("says at the end of a story what it teaches", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150");
    const moral = page
      .getByRole("status")
      .filter({ hasText: "Five services, no conductor, and food arrives." });
    expect(await moral.count()).to.equal(0);
    await button(page, "Play").click();
    await atFullSpeed(page);
    await moral.waitFor();
  });

  it("steps, goes back, and shows the same moment again", async () => {
    const { page } = await open();
    await button(page, "Pause").click();
    await placeOrder(page);
    await firstOrder(page).waitFor();
    for (let n = 0; n < 12; n += 1) await step(page);
    const time = page.getByRole("slider", { name: "Time" });
    const here = await time.inputValue();
    const seen = await mapAsText(page);
    for (let n = 0; n < 5; n += 1) await button(page, "Back").click();
    expect(await mapAsText(page)).not.to.equal(seen);
    await time.fill(here);
    expect(await mapAsText(page)).to.equal(seen);
  });

  it("stays paused, whatever is done, and says what shows what comes of it; a kitchen is shown as it was asked to be", async () => {
    const { page } = await open();
    await button(page, "Pause").click();
    await placeOrder(page);
    await firstOrder(page).getByText("on its way in").waitFor();
    await page.getByRole("status").getByText("Paused: Play or Step shows").waitFor();
    const kitchen = page.getByRole("switch", { name: "Trattoria Sole is open" });
    await kitchen.click();
    await region(page, "Time").getByText("trattoria-sole").waitFor();
    expect(await kitchen.isChecked()).to.equal(false);
    await kitchen.click();
    await page.getByText("paused: Play goes on").waitFor();
    await button(page, "Kill payments#1").click();
    await button(page, "Start payments#1").click();
    const time = page.getByRole("slider", { name: "Time" });
    expect(await time.inputValue()).to.equal(await time.getAttribute("max"));
    await atFullSpeed(page);
    await button(page, "Play").click();
    await delivered(page);
    expect(await kitchen.isChecked()).to.equal(true);
  });

  it("lets one type a quantity, and orders none that is not shown", async () => {
    const { page } = await open();
    const quantity = page.getByRole("spinbutton", { name: "Quantity" });
    await quantity.fill("9");
    await quantity.press("Backspace");
    await page.getByText("Give a whole number from 1 to 9.").waitFor();
    expect(await button(page, "Place order").isDisabled()).to.equal(true);
    await quantity.pressSequentially("-4");
    expect(await quantity.inputValue()).to.equal("-4");
    expect(await button(page, "Place order").isDisabled()).to.equal(true);
    await quantity.fill("4");
    await placeOrder(page);
    await firstOrder(page)
      .getByText(/^4 × .*Margherita/)
      .waitFor();
  });

  it("rewrites what came after when something is done in the past", async () => {
    const { page } = await open();
    await placeOrder(page);
    await atFullSpeed(page);
    await delivered(page);
    const time = page.getByRole("slider", { name: "Time" });
    await time.fill(String(Number(await time.getAttribute("min")) + 60));
    await button(page, "Cancel #1").click();
    await button(page, "Play").click();
    await firstOrder(page).getByText("cancelled").waitFor();
  });

  it("follows a link that is opened in the same tab, and the way back; says when it knows none", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150");
    await page.getByRole("slider", { name: "Time" }).waitFor();
    await page.evaluate('location.hash = "#seed=1&story=declined&at=120"');
    await page.locator('[aria-current="true"]', { hasText: "declined" }).waitFor();
    await page.goBack();
    await page.locator('[aria-current="true"]', { hasText: "delivered" }).waitFor();
    await page.evaluate('location.hash = "#seed=1&story=the-moon"');
    await page.getByRole("status").getByText("names no moment").waitFor();
  });

  it("shares the order that the timeline follows, and not only the moment", async () => {
    const { page } = await open();
    await placeOrder(page);
    await placeOrder(page);
    await firstOrder(page).getByText("#2", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^#1 / }).click();
    await button(page, "Pause").click();
    await button(page, "Share this moment").click();
    const shared = await open(new URL(page.url()).hash);
    await shared.page.getByRole("heading", { name: "Order #1, pinned" }).waitFor();
    const moment = (shown: Page) => shown.getByRole("slider", { name: "Time" }).inputValue();
    expect(await moment(shared.page)).to.equal(await moment(page));
  });

  it("says below the button what became of the order, and forgets it with the company", async () => {
    const { page } = await open();
    const answer = region(page, "Hands").getByRole("status").filter({ hasText: "#1 placed" });
    await placeOrder(page);
    await answer.waitFor();
    await atFullSpeed(page);
    await answer.getByText("delivered").waitFor();
    await button(page, "Start over").click();
    await page.getByRole("slider", { name: "Traffic, orders a minute" }).fill("7");
    await firstOrder(page).waitFor();
    expect(await answer.count()).to.equal(0);
  });

  it("leaves every button where the mouse is: with an order, and with an armed kill that happens", async () => {
    const { page } = await open();
    const hands = region(page, "Hands");
    const places = () => page.evaluate(placesBelow);
    const empty = await places();
    await button(page, "Kill there").click();
    const armed = hands.getByRole("list", { name: "Armed kills" });
    await armed.waitFor();
    expect(await places()).to.deep.equal(empty);
    await placeOrder(page);
    await hands.getByText("orders#1 is dead").waitFor();
    await hands.getByText("#1 placed").waitFor();
    expect(await armed.count()).to.equal(0);
    expect(await places()).to.deep.equal(empty);
  });

  it("has the address of what it shows: a reload brings back a story, or an empty company", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150");
    const shown = (story: string) => page.locator('[aria-current="true"]', { hasText: story }).waitFor();
    const fragment = () => new URL(page.url()).hash;
    await page.getByTitle("Play crash-before-publishing without outbox").click();
    await shown("crash before publishing");
    expect(fragment()).to.equal("#seed=1&story=crash-before-publishing&without=outbox");
    await page.reload();
    await shown("crash before publishing");
    await page.getByRole("button", { name: /^declined/ }).click();
    await shown("declined");
    expect(fragment()).to.equal("#seed=1&story=declined");
    await button(page, "Start over").click();
    await page.getByText("none yet").waitFor();
    expect(fragment()).to.equal("");
  });

  it("tells a broken promise in one sentence, and shows how it came", async () => {
    const { page } = await open("#seed=1&story=answer-lost&without=idempotency-key&at=0");
    await atFullSpeed(page);
    await button(page, "Play").click();
    const alert = page.getByRole("alert");
    await alert
      .getByText("Without idempotency-key, Ada was charged twice for #1: €19.00 instead of €9.50.")
      .waitFor();
    await button(page, "Show how").click();
    await region(page, "Inspector").getByText("the provider charges").first().waitFor();
    const time = page.getByRole("slider", { name: "Time" });
    await time.fill((await time.getAttribute("min")) ?? "");
    await page
      .getByRole("status")
      .getByText(/^.+ later, a promise breaks\.$/)
      .waitFor();
    expect(await alert.count()).to.equal(0);
  });

  it("waits with its verdict until the crash has happened, and says why nobody gets food", async () => {
    const { page } = await open("#seed=1&story=crash-before-publishing&without=outbox&at=0");
    await atFullSpeed(page);
    await button(page, "Play").click();
    await page.getByRole("alert").getByText("Without outbox, Ada waits for #1 forever").waitFor();
    await button(page, "Show how").click();
    const inspector = region(page, "Inspector");
    await inspector.getByRole("heading", { name: "orders#1 is killed between commit and publish" }).waitFor();
    await inspector.getByText("the process died before order-placed had left").waitFor();
    expect(await page.getByRole("alert").isVisible()).to.equal(true);
  });

  it("says at a link to the moment of a kill that a promise breaks later, and leads there", async () => {
    const { page } = await open("#seed=1&story=crash-before-publishing&without=outbox&at=97");
    const ahead = page.getByRole("status").filter({ hasText: "1 h 1 min later, a promise breaks." });
    await button(page, "Show").click();
    await page.getByRole("alert").getByText("Without outbox, Ada waits for #1 forever").waitFor();
    expect(await ahead.count()).to.equal(0);
  });

  it("shows a hop with its message, its documents, its source and its questions", async () => {
    const { page } = await open();
    await placeOrder(page);
    await atFullSpeed(page);
    await delivered(page);
    await page.getByRole("button", { name: "payments handles order-placed" }).first().click();
    const inspector = region(page, "Inspector");
    await inspector.getByText(/^payments\/on-order-placed\.ts:\d+$/).waitFor();
    await inspector
      .getByText(/^payments\/[0-9a-f-]{36}/)
      .first()
      .waitFor();
    await inspector.getByText("How do you charge exactly once?").waitFor();
    await page.keyboard.press("Escape");
    await inspector.waitFor({ state: "hidden" });
  });

  it("leads a keyboard past the map, from hop to hop, into the inspector and back", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150");
    await page.getByRole("slider", { name: "Time" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const focused = () => page.locator(":focus");
    await page.getByRole("combobox", { name: "Restaurant" }).and(focused()).waitFor();
    const hops = region(page, "Timeline").locator(".mark");
    await hops.last().focus();
    await page.keyboard.press("ArrowLeft");
    const hop = await hops.nth(-2).getAttribute("aria-label");
    expect(await focused().getAttribute("aria-label")).to.equal(hop);
    await page.keyboard.press("Enter");
    await region(page, "Inspector")
      .getByRole("heading", { name: hop ?? "", exact: true })
      .waitFor();
    await page.keyboard.press("Escape");
    await region(page, "Inspector").waitFor({ state: "hidden" });
    expect(await focused().getAttribute("aria-label")).to.equal(hop);
  });

  it("explains each part and each word in place, on focus", async () => {
    const { page } = await open("#seed=1&story=delivered&at=150", { reducedMotion: "reduce" });
    await page.getByRole("list", { name: "Legend" }).waitFor();
    const told = new Map<string, string>();
    for (const part of await page.locator("[data-explain]:is([tabindex], button)").all()) {
      const word = (await part.getAttribute("data-explain")) ?? "";
      if (told.has(word)) continue;
      await part.focus();
      told.set(word, await page.getByRole("tooltip").innerText());
    }
    // In a tab nobody reports hops; stage/watcher/test/page.test.ts is about a deployment.
    const { hops: _, ...here } = concepts;
    expect([...told.keys()]).to.include.members(Object.keys(here));
    for (const [word, { name, text }] of Object.entries(here)) {
      expect(told.get(word), word).to.match(/Question \d+/);
      expect(told.get(word)).to.include(name);
      expect(told.get(word)).to.include(text);
    }
    // An edition without lessons says where the answer is.
    expect(told.get("outbox")).to.include("(docs/questions/");
  });

  it("explains each promise and each figure to the Tab key", async () => {
    const { page } = await open("", { reducedMotion: "reduce" });
    const tip = page.getByRole("tooltip");
    const words = Object.keys(explained).filter((word) => /^(promise|figure):/.test(word));
    await region(page, "Promises").getByRole("checkbox").focus();
    const told: (string | null)[] = [];
    while (told.length < words.length) {
      await page.keyboard.press("Tab");
      const word = await page.locator(":focus").getAttribute("data-explain");
      await tip.getByText(conceptNamed(word ?? "")?.text ?? "nothing", { exact: true }).waitFor();
      told.push(word);
    }
    expect(told).to.have.members(words);
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "hidden" });
  });

  it("kills and starts an instance, and the order waits for it", async () => {
    const { page } = await open();
    await button(page, "Kill payments#1").click();
    await placeOrder(page);
    await atFullSpeed(page);
    await region(page, "Map")
      .getByRole("group", { name: /^payments, dead, 1 in the inbox/ })
      .waitFor();
    await button(page, "Start payments#1").click();
    await delivered(page);
  });

  it("shows a kill that is armed, disarms it, and starts a dead service from the map", async () => {
    const { page } = await open();
    const orders = (is: RegExp) => region(page, "Map").getByRole("group", { name: is });
    await button(page, "Kill there").click();
    await orders(/^orders, dies between commit and publish/).waitFor();
    await button(page, "Disarm orders#1").click();
    await orders(/^orders(?!, dies)/).waitFor();
    await button(page, "Kill there").click();
    await placeOrder(page);
    await atFullSpeed(page);
    await button(page, "dead: start again, orders").press("Enter");
    await delivered(page);
  });

  it("mends from the map: brings the broker, the provider and a database back, and ends doubling", async () => {
    const { page } = await open();
    for (const name of ["Broker away", "Provider away", "payments database away", "Every message twice"])
      await page.getByRole("switch", { name }).click();
    await placeOrder(page);
    await atFullSpeed(page);
    for (const name of [
      "broker away: bring",
      "provider away: bring",
      "database away: bring",
      "every message twice: end",
    ]) {
      const mend = page.getByRole("button", { name });
      await mend.press("Enter");
      await mend.waitFor({ state: "detached" });
    }
    await delivered(page);
  });

  it("says in its header which guarantee is off, and leads to the switch", async () => {
    const { page } = await open("#seed=1&story=delivered&without=refund&at=150");
    await button(page, "refund off").click();
    await page.getByRole("checkbox", { name: "refund", exact: true }).and(page.locator(":focus")).click();
    await button(page, "refund off").waitFor({ state: "detached" });
  });

  it("leads to the beginning of an order that is longer than its timeline, by button and by dragging", async () => {
    const { page } = await open("#seed=1&story=every-message-twice&at=500", { reducedMotion: "reduce" });
    const box = page.getByRole("group", { name: "Hops" });
    const left = (): Promise<number> => box.evaluate((one) => one.scrollLeft);
    const hops = region(page, "Timeline").locator(".mark");
    await hops.last().scrollIntoViewIfNeeded();
    const end = await left();
    expect(end).to.be.above(0);
    await button(page, "‹ earlier").click();
    expect(await left()).to.equal(0);
    expect((await hops.first().boundingBox())?.x).to.be.above((await box.boundingBox())?.x ?? 0);

    const { height = 0, width = 0, x = 0, y = 0 } = (await box.boundingBox()) ?? {};
    await page.mouse.move(x + width - 20, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 120, y + height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await left()).to.be.within(50, 100);
    expect(await page.evaluate("getSelection().toString()")).to.equal("");
    expect(await region(page, "Inspector").count()).to.equal(0);
  });

  it("stays where someone has scrolled to while time passes, and goes on with the next step", async () => {
    const { page } = await open("#seed=1&story=every-message-twice&at=300", { reducedMotion: "reduce" });
    const box = page.getByRole("group", { name: "Hops" });
    const time = page.getByRole("slider", { name: "Time" });
    await button(page, "Play").click();
    await button(page, "‹ earlier").click();
    const left = (): Promise<number> => box.evaluate((one) => one.scrollLeft);
    while ((await left()) > 0);
    const before = Number(await time.inputValue());
    while (Number(await time.inputValue()) < before + 5);
    expect(await left()).to.equal(0);
    await button(page, "Pause").click();
    await step(page);
    while ((await left()) === 0);
  });

  it("has all of an ordinary order in its timeline", async () => {
    const { page } = await open("#seed=1&story=delivered&at=300");
    await region(page, "Timeline").locator(".mark").last().waitFor();
    const isCut = `(() => { const box = document.querySelector(".timeline-scroll"); return box.scrollWidth > box.clientWidth; })()`;
    expect(await page.evaluate(isCut)).to.equal(false);
  });

  it("leads to the time bar of a telephone when a story begins, says what plays, and cuts nothing that happens", async () => {
    const { page } = await open("", { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
    await page.getByTitle("Play every-message-twice without dedup").click();
    await page.getByRole("status").getByText("Now plays: every message twice, without dedup.").waitFor();
    const time = await region(page, "Time").boundingBox();
    expect(time?.y).to.be.within(0, 500);
    await button(page, "Pause").click();
    const told = page.locator(".told");
    await page.evaluate('location.hash = "#seed=1&story=every-message-twice&at=500"');
    await told.getByText("notifications already handled").waitFor();
    expect(await told.evaluate((one) => one.scrollHeight - one.clientHeight)).to.be.below(2);
  });

  it("holds back messages of a service until the delay ends, and a link repeats it", async () => {
    const { page } = await open();
    await page.getByRole("combobox", { name: "Receiver of late messages" }).selectOption("payments");
    await page.getByRole("combobox", { name: "How late" }).selectOption("1200");
    await button(page, "Hold back").click();
    await placeOrder(page);
    await page.getByRole("group", { name: /^payments, receives late, 1 in the inbox/ }).waitFor();
    await button(page, "Share this moment").click();
    const shared = await open(new URL(page.url()).hash);
    await shared.page.getByRole("group", { name: /^payments, receives late, 1 in the inbox/ }).waitFor();
    await button(page, "End").click();
    await button(page, "Play").click();
    await atFullSpeed(page);
    await delivered(page);
  });

  it("lowers the capacity of a kitchen, which then refuses an order", async () => {
    const { page } = await open();
    const capacity = page.getByRole("spinbutton", { name: "Capacity of Trattoria Sole" });
    await capacity.fill("0");
    await capacity.press("Enter");
    await placeOrder(page);
    await atFullSpeed(page);
    await firstOrder(page).getByText("cancelled").waitFor();
  });

  it("doubles every message, and stops doubling", async () => {
    const { page } = await open();
    const doubling = page.getByRole("switch", { name: "Every message twice" });
    await doubling.click();
    await placeOrder(page);
    await atFullSpeed(page);
    await delivered(page);
    expect(await doubling.isChecked()).to.equal(true);
    await doubling.click();
    expect(await doubling.isChecked()).to.equal(false);
  });

  it("shows every option of every list in full, from a telephone to a large screen", async () => {
    const { page } = await open("", { reducedMotion: "reduce" });
    await page.getByRole("combobox", { name: "Dish", exact: true }).waitFor();
    for (const width of [390, 1100, 1440, 1920, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(cutOptions), `${width} pixels wide`).to.deep.equal([]);
    }
  });

  it("lists whole rows of orders, however many there are", async () => {
    const { page } = await open("#seed=1&story=rush-hour&at=3000");
    await firstOrder(page).waitFor();
    expect(await page.evaluate(rowsAfterScrolling)).to.satisfy(areWhole);
  });

  it("shows the name of a dish in full beside a long status", async () => {
    const { page } = await open("#seed=1&story=crash-before-publishing&without=outbox&at=9999");
    await firstOrder(page).getByText("awaiting payment").waitFor();
    const cut = `[...document.querySelectorAll(".order .dish")].filter((dish) => dish.scrollWidth > dish.clientWidth).length`;
    expect(await page.evaluate(cut)).to.equal(0);
  });

  it("keeps the newest order in sight on top, however many came before it", async () => {
    const { page } = await open();
    for (const label of ["#1", "#2", "#3", "#4", "#5"]) {
      await placeOrder(page);
      await firstOrder(page).getByText(label, { exact: true }).waitFor();
      expect(await page.evaluate('document.querySelector(".orders ul").scrollTop'), label).to.equal(0);
    }
  });

  for (const [width, height] of [
    [390, 844],
    [900, 1_000],
    [1_440, 900],
  ] as const)
    it(`stays where it is when a promise breaks, and when something is refused: ${width} pixels wide`, async () => {
      const { page } = await open("#seed=1&story=answer-lost&without=idempotency-key&at=0", {
        viewport: { width, height },
        reducedMotion: "reduce",
      });
      const top = async () => (await page.getByRole("main").boundingBox())?.y;
      const bottomOf = async (what: Locator) => {
        const box = await what.boundingBox();
        return (box?.y ?? Number.NaN) + (box?.height ?? 0);
      };
      const [before, time] = [await top(), page.getByRole("slider", { name: "Time" })];
      await atFullSpeed(page);
      await button(page, "Play").click();
      const alert = page.getByRole("alert");
      await alert.waitFor();
      expect(await top()).to.equal(before);
      expect(await bottomOf(alert)).to.be.within(0, height);
      await time.waitFor();
      await page.evaluate('location.hash = "#seed=1&story=the-moon"');
      const refusal = page.getByRole("status").getByText("names no moment");
      await refusal.waitFor();
      expect(await top()).to.equal(before);
      expect(await bottomOf(refusal)).to.be.within(0, height);
    });

  for (const [width, off] of [
    [390, "2 guarantees off"],
    [768, "2 guarantees off"],
    [1_440, "2 guarantees off"],
    [2_560, "dedup off"],
  ] as const)
    it(`keeps its header in one line, with two guarantees off and a broken promise: ${width} pixels wide`, async () => {
      const { page } = await open("#seed=1&story=answer-lost&without=idempotency-key,dedup&at=9999", {
        viewport: { width, height: 900 },
        reducedMotion: "reduce",
      });
      await page.getByRole("alert").waitFor();
      const chip = await button(page, off).boundingBox();
      const name = await page.getByRole("heading", { name: "Pas de Cinq" }).boundingBox();
      const middles = [chip, name].map((box) => (box ? box.y + box.height / 2 : Number.NaN));
      expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 0))).to.be.below(3);
      expect((chip?.x ?? width) + (chip?.width ?? 0)).to.be.below(width);
    });

  for (const width of [390, 768])
    it(`shows what it says below the time bar, and not on it: ${width} pixels wide`, async () => {
      const { page } = await open("#seed=1&story=answer-lost&without=idempotency-key&at=9999", {
        viewport: { width, height: 844 },
        reducedMotion: "reduce",
      });
      const alert = page.getByRole("alert");
      await alert.waitFor();
      await page.getByRole("switch", { name: "Broker away" }).click();
      const notice = page.getByRole("status").filter({ hasText: "Paused: Play or Step" });
      await notice.waitFor();
      await button(page, "Play").scrollIntoViewIfNeeded();
      const tops = [region(page, "Time"), notice, alert].map(async (part) => {
        const box = await part.boundingBox();
        return [box?.y ?? Number.NaN, (box?.y ?? Number.NaN) + (box?.height ?? 0)];
      });
      const edges = (await Promise.all(tops)).flat();
      expect(edges).to.deep.equal(edges.toSorted((one, other) => one - other));
      expect(edges.at(-1)).to.be.at.most(844);
    });

  it("stops for a customer who is to confirm, and goes on once the payment is confirmed", async () => {
    const { complaints, page } = await open();
    await page.getByRole("combobox", { name: "Card" }).selectOption("the bank asks for confirmation");
    await atFullSpeed(page);
    await placeOrder(page);
    await page.getByRole("status").getByText("The bank wants Ada to confirm the payment of #1").waitFor();
    await page.getByText("waits for a customer: Play goes on").waitFor();
    await button(page, "Confirm").click();
    await delivered(page);
    expect(complaints).to.deep.equal([]);
  });

  it("treats a hostile name as text", async () => {
    const hostile = encodeURIComponent(encodeURIComponent("<img src=x onerror=alert(1)>"));
    const { complaints, page } = await open(
      `#seed=1&did=0:order:trattoria-sole:margherita:1:tok_ok:${hostile}&at=100`,
    );
    await page.getByRole("slider", { name: "Time" }).waitFor();
    expect(await page.locator("img").count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it("has no finding of axe, empty and broken, light and dark", async () => {
    const still = { colorScheme: "light", reducedMotion: "reduce" } as const;
    const broken = "#seed=1&story=answer-lost&without=idempotency-key&at=600";
    for (const { page } of [await open("", still), await open(broken, still)]) {
      await page.getByRole("slider", { name: "Time" }).waitFor();
      expect(await axeFindings(page)).to.deep.equal([]);
      await button(page, "Dark theme").click();
      expect(await axeFindings(page)).to.deep.equal([]);
    }
  });
});
