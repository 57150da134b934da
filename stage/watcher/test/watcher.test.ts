import { connect } from "amqplib";
import { expect } from "chai";
import express from "express";
import { type HttpServer, listen } from "#messaging/http/server.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { isAtRest } from "../../page/model/promises/promises.ts";
import { button } from "../../page/test/by-name.ts";
import { describeInChromium } from "../../page/test/chromium.ts";
import { livePageConformance, pageConformance } from "../../page/test/conformance.ts";
import { type Company, startCompany } from "../../processes/company-processes.ts";
import { client } from "../../remote/client.ts";
import { remotePeople } from "../../remote/people.ts";
import { startWatcher, type Watcher } from "../watcher.ts";
import { judged } from "./judged.ts";

const token = "a-token-for-the-tests";
const patienceMs = 120_000;

/** The names of the promises that are broken. */
const broken = (log: NarrativeLog): readonly string[] =>
  judged(log).flatMap(({ is, name }) => (is === "broken" ? [name] : []));

describeOnServers("The watcher of a company of processes", (servers) => {
  let company: Company;
  let watcher: Watcher;
  let server: HttpServer;

  before(async () => {
    company = await startCompany({ ...servers(), environment: () => ({ WATCH: "true" }) });
    const { deployment } = company;
    watcher = startWatcher({
      ...{ deployment, token, rabbitmqUrl: deployment.rabbitmqUrl },
      ...{ clock: systemClock(), onTrouble: () => {} },
    });
    server = await listen(express().use(watcher.router), { port: 0 });
    await eventually(() => stateOf("payments#1") === "running", patienceMs);
  });
  after(async () => {
    await watcher?.close();
    await server?.close();
    await company?.stop();
  });

  const placesAnOrder = (): Promise<string> =>
    remotePeople(client(company.deployment), company.deployment, "watched", () => {}).customer.places();
  /** Waits until an order is delivered, as staff see it. */
  async function isDelivered(order: string): Promise<void> {
    const staff = { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" } as const;
    const api = client(company.deployment);
    await eventually(async () => {
      const { body } = await api.ask(staff, "GET", `/orders/${order}`);
      return Object(body).status === "delivered";
    }, patienceMs);
  }
  const services = () => watcher.log().present.services;
  const stateOf = (who: string): string | undefined => {
    const [service, instance] = who.split("#");
    return services()[service as "payments"].instances.get(Number(instance));
  };
  const statusOf = (order: string): unknown =>
    Object(services().orders.documents.get(`orders/${order}`)?.document).status;

  it("sees an order, from the request to the last mail", async () => {
    const order = await placesAnOrder();
    await eventually(() => statusOf(order) === "delivered", patienceMs);
    const { mailbox, provider } = watcher.log().present;

    expect(provider.charges.size).to.equal(1);
    expect(mailbox.length).to.be.at.least(1);
    await eventually(() => isAtRest(watcher.log().present), patienceMs);
    expect(broken(watcher.log())).to.deep.equal([]);
    expect(judged(watcher.log()).filter(({ is }) => is === "kept")).to.have.length(8);
    expect(services().restaurants.documents.get("restaurants/trattoria-sole")?.document).to.include({
      open: true,
    });
  });

  it("loses nothing but hops while their exchange is missing", async () => {
    const admin = await connect(company.brokerUrl);
    await (await admin.createChannel()).deleteExchange("food.hops");
    await isDelivered(await placesAnOrder());
    await admin.close();
    await company.loadDefinitions();
    // Services and watcher connect again within some seconds.
    await eventually(async () => {
      const order = await placesAnOrder();
      await isDelivered(order);
      return statusOf(order) !== undefined;
    }, patienceMs);
    expect(watcher.lost()).to.be.at.least(1);
  });

  it("sees a process die, and its successor", async () => {
    await company.kill("payments");
    await eventually(() => stateOf("payments#1") === "killed", patienceMs);
    await company.start("payments");
    await eventually(() => stateOf("payments#1") === "running", patienceMs);
  });

  describeInChromium("and its page", (open) => {
    const openSource = (fragment = "", options = {}) =>
      open(`${server.url}/${fragment || `#token=${token}`}`, options);

    pageConformance({ open: openSource, hurry: async () => {} });
    livePageConformance({ url: () => server.url, openAt: (url) => open(`${url}#token=${token}`) });

    it("says how to do what it cannot, and why it judges not every promise", async () => {
      const { page } = await openSource();
      const kill = button(page, "Kill payments#1");

      expect(await kill.isDisabled()).to.equal(true);
      expect(await kill.getAttribute("title")).to.include("docker compose kill payments");
      await page.getByText("Watching five processes").focus();
      expect(await page.getByRole("tooltip").innerText()).to.include("At most once: what is it");
      await page.getByText("Why 13 are not judged").click();
      await page.getByText("docker compose restart watcher begins anew").waitFor();
    });

    it("lets those without the token watch, and nothing else", async () => {
      const { page } = await open(server.url);
      await page.getByRole("region", { name: "Map" }).waitFor();

      expect(await button(page, "Place order").isDisabled()).to.equal(true);
      const status = await page.evaluate(async () => {
        const headers = { "Content-Type": "application/json", Authorization: "Bearer undefined" };
        return (await fetch("page/act", { method: "POST", headers, body: '{"do":"poison"}' })).status;
      });
      expect(status).to.equal(401);
    });
  });
});
