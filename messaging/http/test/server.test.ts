import { Agent, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { listen } from "../server.ts";

describe("A server", () => {
  const fetched = (url: string, agent?: Agent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { agent }, resolve).on("error", reject);
    });

  /** An app that answers on demand. */
  const slow = () => {
    let arrived = (): void => {};
    let answer = (): void => {};
    const inside = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const app = (_request: IncomingMessage, response: { end(text: string): void }) => {
      answer = () => response.end("at last");
      arrived();
    };
    return { app, inside, answer: () => answer() };
  };

  it("listens on a free port and returns its URL", async () => {
    const server = await listen((_request, response) => response.end("hello"), { port: 0 });
    const response = await fetched(server.url);

    expect(await text(response)).to.equal("hello");
    expect(server.url).to.equal(`http://127.0.0.1:${server.port}`);
    await server.close();
  });

  it("names the remedy if its port is in use", async () => {
    const first = await listen((_request, response) => response.end(), { port: 0 });
    const second = await listen(() => {}, { port: first.port }).catch(String);

    expect(second).to.equal(
      `Error: cannot listen on 127.0.0.1:${first.port}: another process listens there: stop it, or use another port`,
    );
    await first.close();
  });

  it("closes at once while clients keep idle connections", async () => {
    const server = await listen((_request, response) => response.end(), { port: 0 });
    const agent = new Agent({ keepAlive: true });
    await text(await fetched(server.url, agent));

    const began = performance.now();
    await server.close();

    // Node.js itself closes idle connections after five seconds.
    expect(performance.now() - began).to.be.below(4_900);
  });

  it("answers requests in progress before it closes, and accepts no new ones", async () => {
    const { answer, app, inside } = slow();
    const server = await listen(app, { port: 0 });
    const agent = new Agent({ keepAlive: true });
    const underWay = fetched(server.url, agent);
    await inside;

    const closed = server.close();
    const late = await fetched(server.url).catch((error: NodeJS.ErrnoException) => error.code);
    answer();
    const response = await underWay;

    expect(late).to.equal("ECONNREFUSED");
    expect(response.headers.connection).to.equal("close");
    expect(await text(response)).to.equal("at last");
    await closed;
  });

  it("cuts off requests that take too long", async () => {
    const { app, inside } = slow();
    const server = await listen(app, { port: 0 });
    const underWay = fetched(server.url).catch((error: NodeJS.ErrnoException) => error.code);
    await inside;

    await server.close({ withinMs: 20 });

    expect(await underWay).to.equal("ECONNRESET");
  });
});
