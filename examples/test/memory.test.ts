import { expect } from "chai";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { run } from "#messaging/running/run-service.ts";
import { companyTopology } from "#messaging/topology.ts";
import { contracts } from "../contracts/contracts.ts";
import { type Mail, mailerCalls, mailerService } from "../mailer/service.ts";
import { members } from "../signup/member.ts";
import { signupService } from "../signup/service.ts";
import { signingUp } from "../signup/sign-up.ts";

const memberId = "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f";

/** Both services on the memory adapters and virtual time. */
async function club(send: (mail: Mail) => Promise<void>) {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const store = memoryDatabase().connect();
  const signup = await run(signupService, { contracts, broker: broker.connect("signup"), store, clock });
  await run(mailerService, {
    contracts,
    broker: broker.connect("mailer"),
    store: memoryDatabase().connect(),
    clock,
    performers: mailerCalls({ send }),
  });
  return { clock, signup, store };
}

describe("The club", () => {
  it("welcomes a new member by mail, once, though the mail server fails at first", async () => {
    const sent: Mail[] = [];
    let attempts = 0;
    const { clock, signup, store } = await club(async (mail) => {
      attempts += 1;
      if (attempts < 3) throw new Error("the mail server is busy");
      sent.push(mail);
    });
    const command = signingUp(memberId, "ada@example.com", clock.now());
    const [first, second] = await Promise.all([signup.submit(command, ""), signup.submit(command, "")]);
    expect([first.kind, second.kind]).to.deep.equal(["handled", "duplicate"]);
    await clock.advance(60_000);

    expect(sent).to.deep.equal([{ memberId, to: "ada@example.com", text: "Welcome to the club!" }]);
    expect(await store.get(members(memberId))).to.deep.equal({
      email: "ada@example.com",
      status: "welcomed",
    });
  });
});
