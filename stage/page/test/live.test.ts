import { expect } from "chai";
import { endAll, ended, saying, startStage } from "../../test/processes.ts";
import { button, firstOrder, orders, region } from "./by-name.ts";
import { describeInChromium } from "./chromium.ts";
import { livePageConformance, pageConformance } from "./conformance.ts";

const anyPort = { PORT: "0" };

/** A company, and the address with its token that `npm start` prints. */
async function started() {
  const company = startStage("start.ts", [], anyPort);
  const end = ended(company);
  const said = await saying(company, "In another terminal");
  const [, url = "", token = ""] = /(http:\/\/localhost:\d+\/)(#token=\w+)/.exec(said) ?? [];
  return { company, end, url, token };
}

describeInChromium("the page of npm start", (openIn) => {
  let shared: Awaited<ReturnType<typeof started>>;
  before(async () => {
    shared = await started();
  });
  after(endAll);

  const open = (fragment = "", options = {}) => openIn(`${shared.url}${fragment || shared.token}`, options);

  pageConformance({ open, hurry: async () => {} });
  livePageConformance({ url: () => shared.url, openAt: (url) => openIn(`${url}${shared.token}`) });

  it("takes the token out of its address", async () => {
    const { page } = await open();
    await button(page, "Place order").waitFor();
    expect(page.url()).to.equal(shared.url);
  });

  it("kills an instance, and starts it again", async () => {
    const { page } = await open();
    await button(page, "Kill payments#1").click();
    await page.getByRole("group", { name: /^payments, dead/ }).waitFor();
    await button(page, "Start payments#1").click();
    await page.getByRole("group", { name: /^payments(?!, dead)/ }).waitFor();
  });

  it("says beside the past that what is done happens now, and returns to now with it", async () => {
    const { page } = await open();
    await button(page, "Place order").click();
    await firstOrder(page).getByText("delivered").waitFor();
    await button(page, "Back").click();
    await button(page, "Back").click();
    await region(page, "Hands").getByText("what you do happens now").waitFor();
    await button(page, "Kill payments#1 now").waitFor();
    await button(page, "Place order now").click();
    await button(page, "Place order").waitFor();
    await button(page, "Pause").waitFor();
  });

  it("opens the moment that is linked beside a token, and returns to the present with an address that a reload keeps", async () => {
    const { page } = await open();
    await button(page, "Place order").click();
    await page.getByRole("button", { name: "payments handles order-placed" }).first().click();
    await button(page, "Go to this moment").click();
    await button(page, "Share this moment").click();
    const there = await openIn(`${page.url()}&${shared.token.slice(1)}`);
    await region(there.page, "Inspector").waitFor();
    await button(there.page, "Place order now").waitFor();
    expect(there.page.url()).to.equal(page.url());
    await button(there.page, "To now").click();
    await region(there.page, "Inspector").waitFor({ state: "hidden" });
    await there.page.waitForURL(shared.url);
    await there.page.reload();
    await button(there.page, "Place order").waitFor();
    expect(there.page.url()).to.equal(shared.url);
  });

  it("lets those without the token watch, and play a story in their own tab", async () => {
    const { page } = await openIn(shared.url);
    await page.getByRole("region", { name: "Hands" }).waitFor();
    expect(await button(page, "Place order").isDisabled()).to.equal(true);
    await region(page, "Hands").getByText("You are only watching: to order and to break things").waitFor();
    expect(await button(page, "Kill there").getAttribute("title")).to.match(/open the address with #token=/);
    const status = await page.evaluate(async () => {
      const headers = { "Content-Type": "application/json", Authorization: "Bearer guessed" };
      const body = JSON.stringify({ do: "kill", service: "orders", instance: 1 });
      return (await fetch("page/act", { method: "POST", headers, body })).status;
    });
    expect(status).to.equal(401);
    await page.getByRole("link", { name: /^declined/i }).click();
    await firstOrder(page).getByText("cancelled").waitFor();
  });

  it("says to those with an earlier token that the terminal printed a new address", async () => {
    const { page } = await openIn(`${shared.url}#token=of-an-earlier-start`);
    await region(page, "Hands").getByText("open the new address with #token=").waitFor();
    expect(await button(page, "Place order").isDisabled()).to.equal(true);
  });

  it("takes the token that is pasted into its address, without loading anew", async () => {
    const { page } = await openIn(`${shared.url}#token=of-an-earlier-start`);
    await region(page, "Hands").getByText("open the new address with #token=").waitFor();
    await page.evaluate((fragment) => {
      Object.assign(globalThis, { isSamePage: true });
      Object(globalThis).location.hash = fragment;
    }, shared.token);
    await button(page, "Place order").click();
    await region(page, "Hands")
      .getByRole("button", { name: /^#\d+ placed$/ })
      .waitFor();
    expect(page.url()).to.equal(shared.url);
    expect(await page.evaluate(() => Object(globalThis).isSamePage)).to.equal(true);
  });

  it("leads to the lessons, to the company in a tab, and back", async () => {
    const { complaints, page } = await open();
    await page.getByRole("link", { name: "Lessons" }).click();
    await page.getByRole("link", { name: "Take the first lesson" }).waitFor();
    await page.getByRole("link", { name: "The company" }).first().click();
    await page.getByText("The company runs on the server").waitFor();
    await page.getByRole("link", { name: "Try it in this tab" }).click();
    await page.getByText("The company runs in this tab").waitFor();
    await page.getByRole("link", { name: "Lessons" }).click();
    await page.getByRole("link", { name: "Take the first lesson" }).waitFor();
    await page.getByRole("link", { name: "The company" }).first().click();
    await page.getByText("The company runs in this tab").waitFor();
    await page.getByRole("link", { name: "Back to the server" }).click();
    await page.getByText("The company runs on the server").waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("ends with its company at Ctrl-C", async () => {
    const { page } = await open();
    const before = await orders(page).count();
    await button(page, "Place order").click();
    await orders(page).nth(before).waitFor();
    shared.company.kill("SIGINT");
    // However fast the order is delivered, the last word stays.
    await page.getByRole("status").getByText("The company has closed").waitFor();
    expect(await button(page, "Kill payments#1").isDisabled()).to.equal(true);
    const { complained, status } = await shared.end;
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });
});
