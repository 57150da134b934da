import { once } from "node:events";
import type { RequestListener } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { listen } from "../server.ts";
import { done, jars } from "./example.ts";

/** A server's response to these bytes: the status, the media type and the problem. */
async function answered(
  request: string,
  app: RequestListener = (_request, response) => response.end("hello"),
) {
  const server = await listen(app, { port: 0 });
  const socket = connect({ port: server.port, host: "127.0.0.1" });
  await once(socket, "connect");
  socket.write(request);
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  await server.close();
  return {
    status: Number(head.split(" ")[1]),
    mediaType: /content-type: (.*)/i.exec(head)?.[1],
    type: JSON.parse(body).type,
    ...(/^allow:/im.test(head) ? { allow: /^allow: (.*)/im.exec(head)?.[1] } : {}),
  };
}

const refused = (status: number, code: string) => ({
  status,
  mediaType: "application/problem+json",
  type: `/problems/${code}`,
});

describe("A request that never reaches the app", () => {
  it("is refused with a problem: bytes that are not HTTP", async () => {
    expect(await answered("hello?\r\n\r\n")).to.deep.equal(refused(400, "malformed-request"));
  });

  it("is refused with a problem: an unknown method", async () => {
    expect(await answered("BREW / HTTP/1.1\r\nHost: a\r\n\r\n")).to.deep.equal(
      refused(400, "malformed-request"),
    );
  });

  it("is refused with a problem: HTTP/1.1 without a Host", async () => {
    expect(await answered("GET / HTTP/1.1\r\n\r\n")).to.deep.equal(refused(400, "malformed-request"));
  });

  for (const host of ["foo|bar", "user:password@a", "a:port", "http://a", "a/b", "[::1"]) {
    it(`is refused with a problem: a Host that is none: ${host}`, async () => {
      expect(await answered(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).to.deep.equal(
        refused(400, "malformed-request"),
      );
    });
  }

  it("is refused with a problem: headers of more than 16 KiB", async () => {
    const huge = `X-Huge: ${"x".repeat(20_000)}`;

    expect(await answered(`GET / HTTP/1.1\r\nHost: a\r\n${huge}\r\n\r\n`)).to.deep.equal(
      refused(431, "headers-too-large"),
    );
  });

  it("is refused with a problem: an unknown expectation", async () => {
    expect(await answered("GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n")).to.deep.equal(
      refused(417, "expectation-failed"),
    );
  });

  it("is refused once, even with several errors", async () => {
    const wrong = "Expect: wonders\r\nTransfer-Encoding: wonders";

    expect(await answered(`POST / HTTP/1.1\r\nHost: a\r\n${wrong}\r\n\r\n`)).to.deep.equal(
      refused(417, "expectation-failed"),
    );
  });

  it("is refused once: an unreadable body after the response has started", async () => {
    const request = "PUT /jars HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: wonders\r\n\r\n";

    expect(await answered(request, jars(done).api.app)).to.deep.equal({
      ...refused(405, "method-not-allowed"),
      allow: "GET, POST, HEAD, OPTIONS",
    });
  });

  it("does not end the process: a CONNECT whose connection is reset at once", async () => {
    const failures: unknown[] = [];
    const failed = (error: unknown) => void failures.push(error);
    const others = process.rawListeners("uncaughtException");
    process.removeAllListeners("uncaughtException").on("uncaughtException", failed);
    const server = await listen(jars(done).api.app, { port: 0 });
    try {
      for (let i = 0; i < 50; i += 1) {
        const socket = connect(server.port, "127.0.0.1");
        await once(socket, "connect");
        socket.write("CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n");
        await new Promise((resolve) => (i % 2 ? setImmediate(resolve) : socket.write("", resolve)));
        socket.resetAndDestroy();
        await once(socket, "close");
      }
      expect((await fetch(`${server.url}/healthz`)).status).to.equal(200);
    } finally {
      await server.close();
      process.off("uncaughtException", failed);
      for (const other of others) process.on("uncaughtException", other as NodeJS.UncaughtExceptionListener);
    }
    expect(failures).to.deep.equal([]);
  });

  it("is not reported as an error: many requests on a connection that is reset at once", async () => {
    const { api, reported } = jars(done);
    const server = await listen(api.app, { port: 0 });
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(server.port, "127.0.0.1");
      await once(socket, "connect");
      const request = "GET /jars HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50);
      await new Promise((resolve) => socket.write(request, resolve));
      if (i % 2) await new Promise(setImmediate);
      socket.resetAndDestroy();
    }
    expect((await fetch(`${server.url}/healthz`)).status).to.equal(200);
    await server.close();
    expect(reported).to.deep.equal([]);
  });

  it("is refused with a problem: a CONNECT; its 405 has an Allow header, as every 405", async () => {
    expect(await answered("CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n")).to.deep.equal({
      ...refused(405, "method-not-allowed"),
      allow: "",
    });
  });
});

describe("A request with Content-Type JSON, but no body", () => {
  it("is refused with a problem if the OpenAPI document requires a body, even without required fields", async () => {
    const request =
      "POST /jars/washed HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close";

    expect(await answered(`${request}\r\n\r\n`, jars(done).api.app)).to.deep.equal(
      refused(400, "invalid-request"),
    );
  });
});
