import type { Server } from "node:http";
import { expect } from "chai";
import { Unprocessable } from "#messaging/errors.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { createProvider, type Provider } from "#outside/payment-provider/provider.ts";
import { providerServer } from "#outside/payment-provider/server.ts";
import { signWith } from "#outside/payment-provider/signature.ts";
import { httpProvider } from "../http-provider.ts";
import type { PaymentProvider } from "../provider.ts";
import { amount, orderId } from "./given.ts";

const { signal } = new AbortController();
const context = { key: `charge:${orderId}`, signal };

/** What a call rejects with. */
const failure = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    (answer) => expect.fail(`it was answered ${JSON.stringify(answer)}`),
    (error: Error) => error,
  );

describe("the payment provider over HTTP", () => {
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

  it("charges it once, however often it is asked with the same key", async () => {
    const first = await charge("tok_ok");
    const second = await charge("tok_ok");

    expect(second).to.deep.equal(first);
    expect(provider.ledger().map(({ charged }) => charged.amount)).to.deep.equal([2500]);
  });

  it("is told why a card was declined", async () => {
    const { chargeId: _, ...declined } = await charge("tok_insufficient");

    expect(declined).to.deep.equal({ orderId, status: "declined", reason: "insufficient-funds" });
  });

  it("confirms a charge that wants it", async () => {
    const { chargeId, status } = await charge("tok_confirm");

    const confirmed = await payments.confirm({ orderId, chargeId }, { key: `confirm:${orderId}`, signal });

    expect(status).to.equal("requires-confirmation");
    expect(confirmed).to.deep.equal({ orderId, chargeId, status: "succeeded" });
  });

  it("gives the money back", async () => {
    const { chargeId } = await charge("tok_ok");

    const refund = await payments.refund({ orderId, chargeId, amount }, { key: `refund:${orderId}`, signal });

    expect([refund.orderId, refund.chargeId]).to.deep.equal([orderId, chargeId]);
    expect(provider.ledger().map(({ refunded }) => refunded.amount)).to.deep.equal([2500]);
  });

  it("is to be asked again when the provider has a bad moment (503)", async () => {
    const error = await failure(charge("tok_flaky"));

    expect(error).not.to.be.instanceOf(Unprocessable);
    expect(error.message).to.match(/^POST \/charges: the provider answered 503/);
  });

  it("is to be asked again when the answer is lost, and then hears of the same charge", async () => {
    const lost = await failure(charge("tok_lost"));

    const { status } = await charge("tok_lost");

    expect(lost).not.to.be.instanceOf(Unprocessable);
    expect(status).to.equal("succeeded");
    expect(provider.ledger().map(({ charges }) => charges.length)).to.deep.equal([1]);
  });

  it("is not to be asked again for a charge that there is not (404)", async () => {
    const refund = { orderId, chargeId: "ch_none", amount };

    const error = await failure(payments.refund(refund, { key: `refund:${orderId}`, signal }));

    expect(error).to.be.instanceOf(Unprocessable);
    expect(error.message).to.match(/^POST \/refunds: the provider answered 404/);
  });

  it("is not to be asked again with a key that stands for something else (422)", async () => {
    await charge("tok_ok");

    const error = await failure(charge("tok_declined"));

    expect(error).to.be.instanceOf(Unprocessable);
  });
});

describe("an answer of the payment provider", () => {
  const answering = (status: number, body: string, asked: string[] = []) =>
    httpProvider({
      url: "http://provider",
      breakAfter: 2,
      fetch: async (url) => {
        asked.push(String(url));
        return new Response(body, { status });
      },
    });
  const charging = (provider: PaymentProvider) =>
    failure(provider.charge({ orderId, amount, card: "tok_ok" }, context));

  it("that is too many requests (429) is to be asked for again", async () => {
    expect(await charging(answering(429, "{}"))).not.to.be.instanceOf(Unprocessable);
  });

  it("that is not JSON is to be asked for again: a proxy may have said it", async () => {
    expect(await charging(answering(200, "<html>"))).not.to.be.instanceOf(Unprocessable);
  });

  it("that is not a charge is put aside for a person", async () => {
    const error = await charging(answering(200, '{"id":"ch_1"}'));

    expect(error).to.be.instanceOf(Unprocessable);
    expect(error.message).to.equal(`the provider's "orderId" must be a text of 1 to 100 characters`);
  });

  it("that fails twice in a row opens the circuit, so that the third attempt is not made", async () => {
    const asked: string[] = [];
    const provider = answering(500, "{}", asked);
    await charging(provider);
    await charging(provider);

    const error = await charging(provider);

    expect(asked).to.deep.equal(["http://provider/charges", "http://provider/charges"]);
    expect(error.message).to.match(/circuit breaker is open/);
    expect(error).not.to.be.instanceOf(Unprocessable);
  });

  it("that refuses one request for good does not open the circuit for the others", async () => {
    const asked: string[] = [];
    const provider = answering(422, "{}", asked);
    await charging(provider);
    await charging(provider);
    await charging(provider);

    expect(asked).to.have.length(3);
  });
});
