import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { postTo } from "../webhooks/post-webhook.ts";
import { signWith } from "../webhooks/signature.ts";
import { secret } from "./merchant.ts";

const main = "outside/payment-provider/main.ts";
const children: ChildProcess[] = [];
const servers: Server[] = [];
const event = { body: "{}", signature: "t=1,v1=00" };

function start(environment: Record<string, string>) {
  const env = { PATH: process.env.PATH, PORT: "0", ...environment };
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

/** A merchant's server, which answers every webhook with the same status. */
async function merchantServer(status: number) {
  const received: { path: string; signature: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const signature = String(request.headers["provider-signature"]);
    received.push({ path: String(request.url), signature, body: await text(request) });
    response.writeHead(status, { Location: "/elsewhere" }).end("thanks");
    server.emit("webhook");
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { server, received, url: `http://127.0.0.1:${port}/webhook` };
}

describe("payment provider: as a process", () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  it("reports everything that is missing, and exits with 2", async () => {
    const child = start({ PORT: "http" });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said.trim().split("\n")).to.deep.equal([
      "The payment provider cannot start:",
      'PORT is "http": it must be a whole number from 0 to 65535',
      'WEBHOOK_URL is "": it must be the http(s) URL to send webhooks to',
      "WEBHOOK_SECRET has 0 characters: it must have 16 or more",
    ]);
    expect(code).to.equal(2);
  });

  it("charges over HTTP, sends a signed webhook, and exits with 0 on SIGTERM", async () => {
    const { server, received, url } = await merchantServer(204);
    const child = start({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret });
    const [line] = await once(child.stdout, "data");
    const [origin] = String(line).match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    const webhook = once(server, "webhook");
    const charged = await fetch(`${origin}/charges`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "charge-1" },
      body: '{"orderId":"order-1","amount":{"amount":1250,"currency":"EUR"},"card":"tok_ok"}',
    });
    expect(charged.status).to.equal(201);
    await webhook;
    const [event] = received;
    const seconds = Number(event?.signature.slice(2, 12));
    expect(JSON.parse(event?.body ?? "").type).to.equal("charge.succeeded");
    expect(event?.signature).to.equal(signWith(secret)(event?.body ?? "", seconds * 1_000));
    child.kill("SIGTERM");
    expect(await once(child, "exit")).to.deep.equal([0, null]);
  });

  it("names the port that is in use, and exits with 1", async () => {
    const { url } = await merchantServer(204);
    const port = new URL(url).port;
    const child = start({ PORT: port, WEBHOOK_URL: url, WEBHOOK_SECRET: secret });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(said).to.include(`The payment provider cannot listen on 127.0.0.1:${port}`);
    expect(code).to.equal(1);
  });

  it("counts a webhook as accepted if the response is 2xx", async () => {
    const { received, url } = await merchantServer(202);
    await postTo(url)(event, new AbortController().signal);
    expect(received).to.deep.equal([{ path: "/webhook", signature: "t=1,v1=00", body: "{}" }]);
  });

  it("counts a redirect as not accepted, and does not follow it", async () => {
    const { received, url } = await merchantServer(302);
    const error = await postTo(url)(event, new AbortController().signal).catch(String);
    expect(error).to.equal(`Error: ${url} answered 302`);
    expect(received).to.have.length(1);
  });
});
