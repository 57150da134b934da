import { expect } from "chai";
import type { Page } from "playwright-core";
import { endAll, ended, saying, startStage } from "../../test/processes.ts";
import { describeInChromium } from "./chromium.ts";

const anyPort = { PORT: "0" };
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const firstOrder = (page: Page) => page.getByRole("list", { name: "Orders" }).getByRole("listitem").first();

/** The address with its token that `npm start` prints. */
async function started() {
  const company = startStage("start.ts", [], anyPort);
  const end = ended(company);
  const said = await saying(company, "In another terminal");
  const [address = "", url = ""] = /(http:\/\/localhost:\d+\/)#token=\w+/.exec(said) ?? [];
  return { address, company, end, url };
}

describeInChromium("the page of npm start", (open) => {
  afterEach(endAll);

  it("shows an order from click to delivery, in real time", async () => {
    const { address } = await started();
    const { complaints, page } = await open(address);
    await button(page, "Place order").click();
    await firstOrder(page).getByText("delivered").waitFor();
    expect(page.url()).not.to.include("token");
    expect(complaints).to.deep.equal([]);
  });

  it("kills an instance, and starts it again", async () => {
    const { address } = await started();
    const { page } = await open(address);
    await button(page, "Kill payments#1").click();
    await page.getByRole("group", { name: /^payments, dead/ }).waitFor();
    await button(page, "Place order").click();
    await button(page, "Start payments#1").click();
    await firstOrder(page).getByText("delivered").waitFor();
  });

  it("lets those without the token watch, and play a story in their own tab", async () => {
    const { url } = await started();
    const { page } = await open(url);
    await page.getByRole("region", { name: "Hands" }).waitFor();
    expect(await button(page, "Place order").isDisabled()).to.equal(true);
    const status = await page.evaluate(async () => {
      const headers = { "Content-Type": "application/json", Authorization: "Bearer guessed" };
      const body = JSON.stringify({ do: "kill", service: "orders", instance: 1 });
      return (await fetch("page/act", { method: "POST", headers, body })).status;
    });
    expect(status).to.equal(401);
    await page.getByRole("link", { name: /^declined/i }).click();
    await firstOrder(page).getByText("cancelled").waitFor();
  });

  it("leads to the lessons, to the company in a tab, and back", async () => {
    const { url } = await started();
    const { complaints, page } = await open(url);
    await page.getByRole("link", { name: "Lessons" }).click();
    await page.getByRole("link", { name: "Take the first lesson" }).waitFor();
    await page.getByRole("link", { name: "The company" }).first().click();
    await page.getByText("live", { exact: true }).waitFor();
    await page.getByRole("link", { name: /in a tab/ }).click();
    await page.getByText("in this tab", { exact: true }).waitFor();
    await page.getByRole("link", { name: "The live company" }).click();
    await page.getByText("live", { exact: true }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("ends at Ctrl-C while a browser watches", async () => {
    const { company, end, url } = await started();
    const { page } = await open(url);
    await page.getByRole("region", { name: "Map" }).waitFor();
    company.kill("SIGINT");
    const { complained, status } = await end;
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });
});
