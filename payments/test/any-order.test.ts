import { expect } from "chai";
import fc from "fast-check";
import { contracts } from "#contracts/contracts.ts";
import { reactToAll } from "#messaging/inbox/deduplicate-and-react.ts";
import type { Message } from "#messaging/message.ts";
import { eventsIn } from "#messaging/outbox-entry.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { paymentExpiry } from "../on-payment-expiry.ts";
import { paymentsService } from "../service.ts";
import {
  chargeDeclined,
  orderCancelled,
  orderId,
  placed,
  refundSucceeded,
  succeeded,
  wantsConfirmation,
} from "./given.ts";

const timeIsOver = localMessage(paymentExpiry, orderId, { orderId });

/** Everything that can happen to one payment, in any order, and some of it twice. */
const histories = fc
  .shuffledSubarray([
    placed,
    orderCancelled,
    timeIsOver,
    wantsConfirmation,
    succeeded,
    chargeDeclined,
    refundSucceeded,
  ])
  .chain((some) => fc.array(fc.constantFrom(...some, placed)).map((more) => [...some, ...more]));

/** The outcome of a history: the payment's last status, the calls and the published events. */
function outcomeOf(history: readonly Message[]) {
  const arrivals = history.map((message) => ({ message }));
  const nothing = { processed: new Map(), documents: new Map() };
  const service = paymentsService({ paymentExpiryMs: 900_000 });
  const { change, results } = reactToAll(
    { contracts, service },
    arrivals,
    nothing,
    Date.parse("2026-01-02T18:00:00.000Z"),
  );
  return {
    status: Object(change.documents[0]?.document).status as unknown,
    calls: change.outbox.flatMap((entry) => (entry.kind === "call" ? [entry.key] : [])),
    published: eventsIn(change.outbox).map(({ type }) => type),
    failed: results.filter(({ kind }) => kind === "failed" || kind === "unprocessable"),
  };
}

const count = (list: readonly string[], what: string) => list.filter((one) => one === what).length;

describe("A payment, whatever messages arrive, in any order", () => {
  it("causes no error", () => {
    fc.assert(fc.property(histories, (history) => void expect(outcomeOf(history).failed).to.deep.equal([])));
  });

  it("is charged at most once, and refunded at most once", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { calls } = outcomeOf(history);

        expect(count(calls, `charge:${orderId}`)).to.be.at.most(1);
        expect(count(calls, `refund:${orderId}`)).to.be.at.most(1);
      }),
    );
  });

  it("is refunded if and only if it was charged and the order failed", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { calls, status } = outcomeOf(history);

        const givenBack = calls.includes(`refund:${orderId}`);
        expect(givenBack).to.equal(status === "refunding" || status === "refunded");
      }),
    );
  });

  it("does not stay paid if the order was cancelled", () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(outcomeOf([...history, orderCancelled]).status).not.to.equal("paid");
      }),
    );
  });

  it("publishes at most one result: succeeded, declined or expired", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const ends = outcomeOf(history).published.filter((type) => /succeeded|declined|expired/.test(type));

        expect(ends.length).to.be.at.most(1);
      }),
    );
  });

  it("publishes at most one refund, and only after requesting it", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { calls, published } = outcomeOf(history);

        const refunded = count(published, "payments.payment-refunded.v1");
        expect(refunded).to.be.at.most(count(calls, `refund:${orderId}`));
      }),
    );
  });
});
