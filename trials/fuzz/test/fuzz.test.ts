import { expect } from "chai";
import fc from "fast-check";
import { campaign, linesFor } from "../campaign.ts";
import { round, type Target } from "../rounds.ts";

describe("Fuzz", () => {
  it("loses no valid message, and parks each invalid one: 2,000 messages to the inboxes", async () => {
    const { finding, messages, results } = await campaign({ messages: 2_000, requests: 0, seed: 1_000 });

    expect(finding && linesFor(finding).join("\n")).to.equal(undefined);
    expect(messages).to.be.above(2_000);
    expect(results).to.include.keys(
      "good",
      "invalid-json",
      "invalid-envelope",
      "schema-violation",
      "too-large",
    );
  });

  it("answers each request with success or a problem document: 2,000 requests to the APIs", async () => {
    const { finding, requests, results } = await campaign({ messages: 0, requests: 2_000, seed: 1_000 });

    expect(finding && linesFor(finding).join("\n")).to.equal(undefined);
    expect(requests).to.be.above(2_000);
    expect(results).to.include.keys("answered 200", "answered 400", "answered 401", "answered 415");
  });

  it("is the same for the same seed", async () => {
    const inbox = { messages: 1, requests: 0, seed: 7, only: "couriers.inbox" };
    const api = { messages: 0, requests: 1, seed: 7, only: "couriers.api" };
    const first = [await campaign(inbox), await campaign(api)];
    const second = [await campaign(inbox), await campaign(api)];

    expect(second).to.deep.equal(first);
  });

  it("reports the smallest failure, and how to reproduce it", async () => {
    const target: Target<number> = {
      name: "numbers",
      cases: fc.nat(1_000),
      begin: async () => ({
        complaints: async (cases) => (cases.some((one) => one > 40) ? [`${cases} has too much`] : []),
        end: async () => {},
      }),
    };

    const finding = await round(target, 3, () => {});

    expect(finding && linesFor(finding)).to.deep.equal([
      "✗ numbers, seed 3:",
      "  41 has too much",
      "  reproduce: npm run fuzz -- --only numbers --seed 3 --messages 1 --requests 1",
    ]);
  });

  it("detects unhandled errors", async () => {
    const target: Target<number> = {
      name: "numbers",
      cases: fc.nat(1_000),
      async begin() {
        return {
          async complaints() {
            void Promise.reject(new Error("on the way"));
            await new Promise((resolve) => setImmediate(resolve));
            return [];
          },
          end: async () => {},
        };
      },
    };

    const finding = await round(target, 3, () => {});

    expect(finding?.complaints[0]).to.match(/^unhandled error: Error: on the way/);
  });
});
