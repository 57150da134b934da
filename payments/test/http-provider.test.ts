// One example per response of the provider and per failure of a connection; hence the length.

import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { expect } from "chai";
import { TryLater, Unprocessable } from "#messaging/errors.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import { providerServer } from "#outside/payment-provider/server.ts";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { httpProvider } from "../http-provider.ts";
import type { PaymentProvider } from "../provider.ts";
import { amount, orderId } from "./given.ts";

const { signal } = new AbortController();
const context = { key: `charge:${orderId}`, signal };

/** The error that a call rejects with. */
const failure = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    (answer) => expect.fail(`it was answered ${JSON.stringify(answer)}`),
    (error: Error) => error,
  );

describe("The payment provider over HTTP", () => {
  let provider: Provider;
  let server: Server;
  let payments: PaymentProvider;

  beforeEach(async () => {
    const webhook = async () => undefined;
    provider = createProvider({ clock: virtualClock(), sign: signWith("whsec_1"), webhook });
    server = providerServer(provider).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    payments = httpProvider({ url: `http://127.0.0.1:${port}/` });
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const charge = (card: string) => payments.charge({ orderId, amount, card }, context);

  it("charges a card", async () => {
    const { chargeId, ...charged } = await charge("tok_ok");

    expect(charged).to.deep.equal({ orderId, status: "succeeded" });
    expect(chargeId).to.match(/^ch_\w+$/);
  });

  it("charges a card once, however often the same key is used", async () => {
    const first = await charge("tok_ok");
    const second = await charge("tok_ok");

    expect(second).to.deep.equal(first);
    expect(provider.ledger().map(({ charged }) => charged.amount)).to.deep.equal([2500]);
  });

  it("returns why a card was declined", async () => {
    const { chargeId: _, ...declined } = await charge("tok_insufficient");

    expect(declined).to.deep.equal({ orderId, status: "declined", reason: "insufficient-funds" });
  });

  it("confirms a charge that requires it", async () => {
    const { chargeId, status } = await charge("tok_confirm");

    const confirmed = await payments.confirm({ orderId, chargeId }, { key: `confirm:${orderId}`, signal });

    expect(status).to.equal("requires-confirmation");
    expect(confirmed).to.deep.equal({ orderId, chargeId, status: "succeeded" });
  });

  it("refunds a charge", async () => {
    const { chargeId } = await charge("tok_ok");

    const refund = await payments.refund({ orderId, chargeId, amount }, { key: `refund:${orderId}`, signal });

    expect([refund.orderId, refund.chargeId]).to.deep.equal([orderId, chargeId]);
    expect(provider.ledger().map(({ refunded }) => refunded.amount)).to.deep.equal([2500]);
  });

  it("is retried after a 503", async () => {
    const error = await failure(charge("tok_flaky"));

    expect(error).not.to.be.instanceOf(Unprocessable);
    expect(error.message).to.match(/^POST \/charges: the provider returned 503/);
  });

  it("is retried after a lost response, and returns the same charge", async () => {
    const lost = await failure(charge("tok_lost"));

    const { status } = await charge("tok_lost");

    expect(lost).not.to.be.instanceOf(Unprocessable);
    expect(status).to.equal("succeeded");
    expect(provider.ledger().map(({ charges }) => charges.length)).to.deep.equal([1]);
  });

  it("is not retried for an unknown charge (404)", async () => {
    const refund = { orderId, chargeId: "ch_none", amount };

    const error = await failure(payments.refund(refund, { key: `refund:${orderId}`, signal }));

    expect(error).to.be.instanceOf(Unprocessable);
    expect(error.message).to.match(/^POST \/refunds: the provider returned 404/);
  });

  it("is not retried with a key used for another request (422)", async () => {
    await charge("tok_ok");

    const error = await failure(charge("tok_declined"));

    expect(error).to.be.instanceOf(Unprocessable);
  });
});

describe("A response of the payment provider", () => {
  const answering = (status: number, body: string, headers: Record<string, string> = {}) => {
    const asked: string[] = [];
    const provider = httpProvider({
      url: "http://provider",
      breakAfter: 2,
      now: () => Date.UTC(2026, 0, 2, 18, 0, 0),
      fetch: async (url) => {
        asked.push(String(url));
        return new Response(status === 204 || status === 304 ? null : body, { status, headers });
      },
    });
    return { asked, provider };
  };
  const charging = (provider: PaymentProvider) =>
    failure(provider.charge({ orderId, amount, card: "tok_ok" }, context));
  const refunding = (provider: PaymentProvider) =>
    failure(provider.refund({ orderId, chargeId: "ch_1", amount }, context));
  const confirming = (provider: PaymentProvider) =>
    failure(provider.confirm({ orderId, chargeId: "ch_1" }, context));
  const own = JSON.stringify({ error: { code: "some-code", message: "a sentence" } });
  const inProgress = JSON.stringify({ error: { code: "in-progress", message: "still under way" } });

  it("409, the first request with the key is in progress, is retried: the card may be charged", async () => {
    expect(await charging(answering(409, inProgress).provider)).to.be.instanceOf(TryLater);
    expect(await refunding(answering(409, inProgress).provider)).to.be.instanceOf(TryLater);
  });

  it("409 on a confirmation is final: the charge was declined", async () => {
    expect(await confirming(answering(409, own).provider)).to.be.instanceOf(Unprocessable);
  });

  for (const status of [
    ...[202, 204, 206, 300, 301, 302, 303, 304, 307, 308],
    ...[401, 403, 407, 408, 409, 421, 423, 425, 429],
    ...[500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 529, 599],
  ]) {
    it(`${status} is retried, whether it comes from the provider or a proxy`, async () => {
      expect(await charging(answering(status, own).provider)).not.to.be.instanceOf(Unprocessable);
      expect(await refunding(answering(status, "<html>").provider)).not.to.be.instanceOf(Unprocessable);
    });
  }

  for (const status of [
    400, 402, 406, 410, 411, 412, 413, 414, 415, 416, 417, 418, 422, 424, 426, 428, 431, 451,
  ]) {
    it(`${status} is parked: the same request would be refused again`, async () => {
      expect(await charging(answering(status, own).provider)).to.be.instanceOf(Unprocessable);
    });
  }

  for (const status of [404, 405]) {
    it(`${status} is final from the provider, and retried from a proxy`, async () => {
      expect(await charging(answering(status, own).provider)).to.be.instanceOf(Unprocessable);
      expect(await charging(answering(status, "<html>").provider)).not.to.be.instanceOf(Unprocessable);
      expect(await charging(answering(status, "").provider)).not.to.be.instanceOf(Unprocessable);
    });
  }

  it("sets the time of the retry with Retry-After, in seconds or as a date", async () => {
    const soon = await charging(answering(503, own, { "Retry-After": "120" }).provider);
    const date = await charging(
      answering(409, inProgress, { "Retry-After": "Fri, 02 Jan 2026 18:00:30 GMT" }).provider,
    );
    const never = await charging(answering(429, own, { "Retry-After": "soon" }).provider);

    expect(soon).to.include({ name: "TryLater", afterMs: 120_000 });
    expect(date).to.include({ name: "TryLater", afterMs: 30_000 });
    expect(never).to.include({ name: "TryLater", afterMs: 0 });
  });

  for (const body of ["<html>", "", "{", '{"id":"ch_1","sta', "\ufeff", "NaN"]) {
    it(`${JSON.stringify(body)}, which is not JSON, is retried: it may come from a proxy`, async () => {
      expect(await charging(answering(200, body).provider)).not.to.be.instanceOf(Unprocessable);
    });
  }

  it("is read whatever its Content-Type", async () => {
    const charge = '{"id":"ch_1","orderId":"order-1","status":"succeeded"}';
    const { provider } = answering(201, charge, { "Content-Type": "text/html" });

    expect(await provider.charge({ orderId, amount, card: "tok_ok" }, context)).to.include({
      status: "succeeded",
    });
  });

  it("that is endless is read up to the limit, and retried", async () => {
    const error = await charging(answering(200, `"${"x".repeat(70_000)}"`).provider);

    expect(error).not.to.be.instanceOf(Unprocessable);
    expect(error.message).to.equal("POST /charges: the provider's response is longer than 65536 characters");
  });

  it("that is not a charge is parked", async () => {
    const error = await charging(answering(200, '{"id":"ch_1"}').provider);

    expect(error).to.be.instanceOf(Unprocessable);
    expect(error.message).to.equal(`the provider's "orderId" must be a string of 1 to 100 characters`);
  });

  it("that fails twice in a row opens the circuit, and prevents the third attempt", async () => {
    const { asked, provider } = answering(500, "{}");
    await charging(provider);
    await charging(provider);

    const error = await charging(provider);

    expect(asked).to.deep.equal(["http://provider/charges", "http://provider/charges"]);
    expect(error.message).to.match(/circuit breaker is open/);
    expect(error).not.to.be.instanceOf(Unprocessable);
  });

  for (const status of [409, 423, 425, 422]) {
    it(`${status} concerns one request, and does not open the circuit for others`, async () => {
      const { asked, provider } = answering(status, own);
      await charging(provider);
      await charging(provider);
      await charging(provider);

      expect(asked).to.have.length(3);
    });
  }
});

describe("A connection to the payment provider", () => {
  /** The result of a charge, if the provider's response is exactly these bytes. */
  async function answeredBytes(bytes: string): Promise<Error> {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(bytes));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const provider = httpProvider({ url: `http://127.0.0.1:${port}` });
    try {
      return await failure(provider.charge({ orderId, amount, card: "tok_ok" }, context));
    } finally {
      server.close();
    }
  }

  it("that is refused is retried, and the error contains the reason", async () => {
    const provider = httpProvider({ url: "http://127.0.0.1:1" });
    const error = await failure(provider.charge({ orderId, amount, card: "tok_ok" }, context));

    expect(error).not.to.be.instanceOf(Unprocessable);
    expect(error.message).to.match(/^POST \/charges: the provider cannot be reached: ./);
  });

  it("that closes before the response is retried", async () => {
    expect(await answeredBytes("")).not.to.be.instanceOf(Unprocessable);
  });

  it("that closes during the response is retried, whatever its status", async () => {
    const head = (status: string) => `HTTP/1.1 ${status}\r\nContent-Length: 100\r\n\r\n`;

    expect((await answeredBytes(`${head("201 Created")}{"id"`)).message).to.match(/response broke off/);
    expect(await answeredBytes(`${head("422 Wrong")}{"error"`)).not.to.be.instanceOf(Unprocessable);
  });

  it("that closes during a chunk is retried", async () => {
    const head = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n";

    expect(await answeredBytes(`${head}40\r\n{"id":"ch_1"`)).not.to.be.instanceOf(Unprocessable);
  });

  it("that does not speak HTTP is retried", async () => {
    expect(await answeredBytes("220 mail.example ESMTP\r\n")).not.to.be.instanceOf(Unprocessable);
  });
});
