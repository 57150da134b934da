import { expect } from "chai";
import type { BrowserContextOptions, Page, Route } from "playwright-core";
import { axeFindings } from "./axe-findings.ts";
import { button, firstOrder, mapAsText, orders, region } from "./by-name.ts";
import type { OpenPage } from "./chromium.ts";
import { wireTo } from "./wire.ts";

/** A source of the page: the company in a tab, one in a server's process, or a deployment that a server watches. */
interface PageSource {
  /** Opens the page, at the moment that a fragment of an address names. */
  open(fragment?: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** Lets what was ordered be delivered within seconds. */
  hurry(page: Page): Promise<void>;
}

/** A page that gets its log from a server. */
interface LiveSource {
  /** The server's address. */
  url(): string;
  /** Opens the page at an address, as someone who may act. */
  openAt(url: string): Promise<OpenPage>;
}

/** What the page can do wherever the company runs: the same examples for each source. */
export function pageConformance({ hurry, open }: PageSource): void {
  it("delivers what is ordered with the mouse, and axe finds nothing, light and dark", async () => {
    const { complaints, page } = await open("", { colorScheme: "light", reducedMotion: "reduce" });
    await oneMore(page, () => button(page, "Place order").click());
    await hurry(page);
    await firstOrder(page).getByText("delivered").waitFor();
    await page.getByRole("button", { name: "payments handles order-placed" }).first().click();
    await region(page, "Inspector").getByText("How do you charge exactly once?").waitFor();
    // Before axe, which itself asks for what a page from disk may not read.
    expect(complaints).to.deep.equal([]);
    expect(await axeFindings(page)).to.deep.equal([]);
    await button(page, "Dark theme").click();
    expect(await axeFindings(page)).to.deep.equal([]);
  });

  it("cancels what was ordered", async () => {
    const { complaints, page } = await open("", { reducedMotion: "reduce" });
    await oneMore(page, () => button(page, "Place order").click());
    await firstOrder(page)
      .getByRole("button", { name: /^Cancel / })
      .click();
    await firstOrder(page).getByText("cancelled").waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("is used by keyboard alone: orders, goes back, inspects, and returns to the present", async () => {
    const { complaints, page } = await open();
    await button(page, "Place order").focus();
    await oneMore(page, () => page.keyboard.press("Enter"));
    await hurry(page);
    const handled = page.getByRole("button", { name: "payments handles order-placed" }).first();
    await handled.focus();
    await page.keyboard.press("Enter");
    await region(page, "Inspector").waitFor();
    await page.keyboard.press("Escape");
    await region(page, "Inspector").waitFor({ state: "hidden" });
    await button(page, "Back").focus();
    await page.keyboard.press("Enter");
    await button(page, "To now").focus();
    await page.keyboard.press("Enter");
    await button(page, "Pause").waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("opens a link twice at the same moment", async () => {
    const { page } = await open("", { reducedMotion: "reduce" });
    await oneMore(page, () => button(page, "Place order").click());
    await button(page, "Pause").click();
    for (let n = 0; n < 5; n += 1) await button(page, "Back").click();
    await button(page, "Share this moment").click();
    const { hash } = new URL(page.url());
    const seen = await mapAsText(page);
    for (const again of [await open(hash), await open(hash)]) {
      await button(again.page, "Play").waitFor();
      expect(await mapAsText(again.page)).to.equal(seen);
      expect(again.complaints).to.deep.equal([]);
    }
  });

  it("fits a telephone, and moves nothing where less motion is asked for", async () => {
    const telephone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
    const { complaints, page } = await open("", { ...telephone, reducedMotion: "reduce" });
    await oneMore(page, () => button(page, "Place order").tap());
    const answer = region(page, "Hands")
      .getByRole("status")
      .filter({ hasText: /^#\d+ placed/ });
    await answer.waitFor();
    expect(await answer.boundingBox()).to.satisfy(isBetween(0, telephone.viewport.height));
    const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(wider)).to.be.at.most(0);
    expect(await page.evaluate("document.getAnimations().length")).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });
}

/** What a page can do that gets its log from a server. */
export function livePageConformance({ openAt, url }: LiveSource): void {
  it("names the order that was placed on it, and not another visitor's that came in between", async () => {
    const [{ page }, elsewhere] = [await openAt(url()), await openAt(url())];
    const placed = (on: Page) => region(on, "Hands").getByRole("button", { name: /^#\d+ placed$/ });
    const asked = new Promise<Route>((resolve) => void page.route("**/page/act", resolve));
    await button(page, "Place order").click();
    const request = await asked;
    await button(elsewhere.page, "Place order").click();
    await placed(elsewhere.page).waitFor();
    await request.continue();
    const [theirs, mine] = [await placed(elsewhere.page).innerText(), await placed(page).innerText()];
    expect(Number(mine.match(/\d+/))).to.equal(Number(theirs.match(/\d+/)) + 1);
  });

  it("says what it missed while its connection was lost, and shows it", async () => {
    const wire = await wireTo(url());
    try {
      const [{ page }, elsewhere] = [await openAt(wire.url), await openAt(url())];
      const notice = page.getByRole("status");
      wire.cut();
      await notice.getByText("The connection is lost").waitFor();
      await oneMore(elsewhere.page, () => button(elsewhere.page, "Place order").click());
      wire.mend();
      await notice
        .getByText(/^The connection was lost for .+: you missed [\d,]+ entries and 1 new order\./)
        .waitFor();
      expect(await orders(page).count()).to.equal(await orders(elsewhere.page).count());
    } finally {
      wire.close();
    }
  });
}

/** Whether a box is on the screen, between two heights. */
const isBetween =
  (top: number, bottom: number) =>
  (box: { readonly y: number; readonly height: number } | null): boolean =>
    box !== null && box.y >= top && box.y + box.height <= bottom;

/** Does what places an order, and waits until the page shows it. */
async function oneMore(page: Page, place: () => Promise<void>): Promise<void> {
  const before = await orders(page).count();
  await place();
  await orders(page).nth(before).waitFor();
}
