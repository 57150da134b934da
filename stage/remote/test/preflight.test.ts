import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { tokens } from "#messaging/http/request/auth.ts";
import { endAll, ended, startStage } from "../../test/processes.ts";
import { preflight } from "../preflight.ts";

const jwtSecret = "a secret of the tests, 32 bytes or more";
const { authenticate } = tokens({ secret: jwtSecret, clock: Date });

describe("npm run demo --url, before the first story", () => {
  const servers: Server[] = [];
  afterEach(() => {
    endAll();
    for (const server of servers.splice(0)) server.close();
  });

  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await new Promise((resolve) => server.once("listening", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A gateway like ours, with a status for each path. */
  const gateway = (statuses: Readonly<Record<string, number>> = {}) =>
    serving(async (request, response) => {
      const path = request.url?.split("?")[0] ?? "";
      const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
      const isKnown =
        path !== "/orders" ||
        (await authenticate(token).then(
          () => true,
          () => false,
        ));
      response.writeHead(isKnown ? (statuses[path] ?? 200) : 401);
      response.end(JSON.stringify({ name: "Pas de Cinq", detail: "the token is forged" }));
    });

  const complaint = (url: string, secret = jwtSecret): Promise<string> =>
    preflight({ url, jwtSecret: secret }).then(
      () => "",
      (error: Error) => error.message,
    );

  it("accepts a deployment that is ready", async () => {
    expect(await complaint(await gateway())).to.equal("");
  });

  it("no server responds: one sentence with the given URL and what to do, exit status 1", async () => {
    const { complained, said, status } = await ended(startStage("demo.ts", ["--url", "http://localhost:1"]));

    expect(status).to.equal(1);
    expect(said).to.equal("");
    expect(complained).to.match(
      /^npm run demo: --url http:\/\/localhost:1: no server responds: .*; start the company \(docker compose up --wait\), or give the address of its gateway\n$/,
    );
    expect(complained).not.to.match(/ {4}at |5672|4000/);
  });

  it("https, an unknown host, a port that speaks no HTTP: no server responds", async () => {
    const plain = await gateway();
    expect(await complaint(plain.replace("http:", "https:"))).to.include("no server responds over https");
    expect(await complaint("http://no-such-host.invalid")).to.include("no server responds");
  });

  it("a path, a query or a password in the URL: only the address is accepted", async () => {
    const wrong = [
      "http://localhost:1/orders",
      "http://localhost:1/?a=1",
      "http://ada:pw@localhost:1",
      "http://localhost:1/#a",
    ];
    for (const url of wrong)
      expect(await complaint(url)).to.include("give only the gateway's address, such as http://localhost:1");
  });

  it("another server responds", async () => {
    const page = await serving((_request, response) => void response.end("<html>"));
    const moved = await serving(
      (_request, response) => void response.writeHead(302, { Location: "/login" }).end(),
    );
    const problem = await serving(
      (_request, response) => void response.writeHead(404).end('{"name":"else"}'),
    );

    for (const url of [page, moved, problem])
      expect(await complaint(url)).to.include("a server other than our gateway responded");
  });

  it("the services are not ready", async () => {
    expect(await complaint(await gateway({ "/restaurants": 503 }))).to.include(
      "the services are not ready yet (GET /restaurants returned 503): try again in a moment",
    );
    expect(await complaint(await gateway({ "/orders": 503 }))).to.include("GET /orders returned 503");
    expect(await complaint(await gateway({ "/": 502 }))).to.include("the gateway returned 502");
  });

  it("the deployment has another token secret", async () => {
    expect(await complaint(await gateway(), "another secret, also of 32 bytes or more")).to.include(
      "the deployment rejects our token (the token is forged): set JWT_SECRET to the deployment's secret",
    );
  });
});
