import { expect } from "chai";
import type { FeedMessage } from "../../model/session/feed-message.ts";
import { closedText, closingText, lostText } from "../../model/session/instead.ts";
import { liveSource } from "../../model/session/live-source.ts";

/** The page's end of a connection to a server that the test plays. */
class Feed {
  static opened: Feed;
  onmessage?: (event: { readonly data: string }) => void;
  onerror?: () => void;
  constructor() {
    Feed.opened = this;
  }
  send(more: Partial<FeedMessage>): void {
    const message: FeedMessage = { lines: [], dropped: 0, now: 0, total: { entries: 0, orders: 0 }, ...more };
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

describe("A page whose server is stopped", () => {
  const { EventSource: real } = globalThis;
  before(() => Object.assign(globalThis, { EventSource: Feed }));
  after(() => Object.assign(globalThis, { EventSource: real }));

  it("says that the company closes, and after the connection ended that it has closed, above its hands as well", async () => {
    const said: string[] = [];
    const opening = liveSource("process", "token", (text) => said.push(text));
    Feed.opened.send({});
    const source = await opening;
    expect(source.allows("order")).to.equal(true);
    Feed.opened.send({ closing: true });
    expect(source.allows("order")).to.equal(closingText);
    expect(source.allows("kill")).to.equal(true);
    Feed.opened.onerror?.();
    for (const action of ["order", "kill", "away", "guarantee", "close"] as const)
      expect(source.allows(action), action).to.equal(closedText);
    expect(said).to.deep.equal([closingText, closedText]);
  });

  it("allows nothing while its connection is lost, and everything when it is back", async () => {
    const opening = liveSource("process", "token", () => {});
    Feed.opened.send({});
    const source = await opening;
    Feed.opened.onerror?.();
    expect([source.allows("order"), source.allows("kill")]).to.deep.equal([lostText, lostText]);
    Feed.opened.send({});
    expect([source.allows("order"), source.allows("kill")]).to.deep.equal([true, true]);
  });
});
