import { once } from "node:events";
import { createServer } from "node:net";
import { expect } from "chai";
import type { Action } from "../browser/action.ts";
import { anOrder } from "../browser/test/played.ts";
import { endAll, ended, saying, start, startStage } from "./processes.ts";

const anyPort = { PORT: "0" };
const ready = /\nPas de Cinq is ready at (http:\/\/localhost:(\d+)) after \d+\.\d s; press Ctrl-C to stop\./;
/** The last line of its greeting. */
const greeting = "as on the page\n";

/** Does something on its page. */
async function act(said: string, action: Action): Promise<void> {
  const [, url = "", token = ""] = /(http:\S+)\/#token=([0-9a-f]+)/.exec(said) ?? [];
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/page/act`, { method: "POST", headers, body: JSON.stringify(action) });
  expect(answer.status).to.equal(200);
}

/** The commands that it prints, to paste into another terminal. */
const commandsIn = (said: string): string => said.slice(said.indexOf("source "), said.indexOf("\n# below: "));

describe("npm start", () => {
  afterEach(endAll);

  it("prints commands that work, and the order is delivered", async () => {
    const company = startStage("start.ts", [], anyPort);
    const delivered = saying(company, "order-delivered → order delivered");
    const said = await saying(company, greeting);
    const { said: answers, complained } = await ended(
      start("bash", ["--norc", "-e", "-c", commandsIn(said)]),
    );
    await delivered;

    expect(said).to.match(/^Watch it, and break it: {2}http:\/\/localhost:\d+\/#token=[0-9a-f]+\n/);
    expect(said).to.match(ready);
    expect(Math.max(...said.split("\n").map((line) => line.length)), "no line of a token").to.be.below(140);
    expect(complained).to.equal("");
    expect(answers).to.include('"dishId":"margherita"');
    expect(answers).to.match(/"status":"awaiting-payment","total":\{"amount":1900,"currency":"EUR"\}/);
    expect(answers).to.match(/"restaurantName":"Trattoria Sole"/);
    expect(answers).to.include('"open":false');
  });

  it("ends with 0 at Ctrl-C, reports it, and frees its port", async () => {
    const company = startStage("start.ts", [], anyPort);
    const end = ended(company);
    const port = Number(ready.exec(await saying(company, greeting))?.[2]);
    company.kill("SIGINT");
    const { status, said, complained } = await end;
    const server = createServer().listen(port, "localhost");
    await once(server, "listening");
    server.close();

    expect(
      said.endsWith("\nstopping: nothing is under way\n✓ all 13 invariants hold: 0 orders\nstopped\n"),
    ).to.equal(true);
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });

  it("says at Ctrl-C what it waits for, and ends at once with 130 at a second one", async () => {
    const company = startStage("start.ts", [], anyPort);
    const end = ended(company);
    await act(await saying(company, greeting), anOrder);
    company.kill("SIGINT");
    await saying(company, "\nstopping: 1 order open, up to 15 s left; Ctrl-C again ends it at once\n");
    company.kill("SIGINT");
    const { status, said } = await end;

    expect(said).to.match(
      /\nended at once by a second signal: 1 order open, and no promise was judged at the end\n$/,
    );
    expect(status).to.equal(130);
  });

  it("tells what is done on the page, and a promise when it breaks, at the times of the page", async () => {
    const company = startStage("start.ts", [], anyPort);
    const began = await saying(company, greeting);
    const broke = saying(company, "✗ a promise broke: Without idempotency-key, Ada was charged twice");
    await act(began, { do: "guarantee", name: "idempotency-key", on: false });
    await act(began, { do: "kill", service: "couriers", instance: 1 });
    await act(began, { do: "start", service: "couriers", instance: 1 });
    await act(began, { ...anOrder, card: "tok_lost" });
    const said = await broke;

    expect(said).to.match(
      /^\d\d:\d\d:\d\d\.\d{3} +✝ idempotency-key is switched off: each attempt of a call has a new/m,
    );
    expect(said).to.match(/^\d\d:\d\d:\d\d\.\d{3} +couriers +✝ couriers#1 is killed$/m);
    expect(said).to.match(/^\d\d:\d\d:\d\d\.\d{3} +couriers +▲ couriers#1 starts again after \d+ m?s$/m);
  });

  it("--help: the variable that it reads, and its exit statuses", async () => {
    const { status, said } = await ended(startStage("start.ts", ["--help"]));

    expect(said).to.include(
      "\n  PORT      the port to listen on (0: a free one): a whole number from 0 to 65535; default 8080\n",
    );
    expect(said).to.include("130 a second Ctrl-C ended it");
    expect(status).to.equal(0);
  });

  it("places orders with --traffic, and reports their progress", async () => {
    const company = startStage("start.ts", ["--traffic", "20"], anyPort);
    const end = ended(company);
    await saying(company, "open  delivered  cancelled  refunded  refused  parked  p50 ms  p99 ms\n");
    company.kill("SIGINT");
    const { status, said, complained } = await end;

    expect(said).to.match(/\n\d\d:\d\d:\d\d +[1-9]\d* +\d+ +\d+ +\d+ +0 +0 +\S+ +\S+\n/);
    expect(said).to.match(
      /\n✓ (all \d+ invariants hold: \d+ orders|every invariant holds for \d+ orders?; not judged, because work is under way: \d+ of \d+ orders)\nstopped\n$/,
    );
    expect(complained).to.equal("");
    expect(status).to.equal(0);
  });

  it("reports that its port is taken and what to do, and exits with 1", async () => {
    const server = createServer().listen(0, "localhost");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const { status, said, complained } = await ended(startStage("start.ts", [], { PORT: port }));
    server.close();

    expect(complained).to.equal(
      `cannot listen on localhost:${port}: another process listens there: stop it, or use another port\n`,
    );
    expect(said).to.equal("");
    expect(status).to.equal(1);
  });

  it("PORT=http: reports the expected value, and exits with 2", async () => {
    const { status, said, complained } = await ended(startStage("start.ts", [], { PORT: "http" }));

    expect(complained).to.equal(
      'these environment variables are missing or wrong:\n  PORT is "http": it must be a whole number from 0 to 65535 (the port to listen on (0: a free one))\n',
    );
    expect(said).to.equal("");
    expect(status).to.equal(2);
  });

  const wrongTraffic = ["x", "1001"];
  for (const traffic of wrongTraffic) {
    it(`--traffic ${traffic}: one line, and exit status 2`, async () => {
      const { status, said, complained } = await ended(
        startStage("start.ts", ["--traffic", traffic], anyPort),
      );

      expect(complained).to.equal(
        `npm start: option '--traffic <number>' argument '${traffic}' is invalid: give a number above 0, at most 1000.\n`,
      );
      expect(said).to.equal("");
      expect(status).to.equal(2);
    });
  }
});
