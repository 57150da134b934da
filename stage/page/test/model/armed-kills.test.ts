import { expect } from "chai";
import type { Action } from "../../../browser/action.ts";
import type { TabSession } from "../../../browser/tab-session.ts";
import { anOrder, playOut, sessionOf } from "../../../browser/test/played.ts";
import { armedKillsIn } from "../../model/armed-kills.ts";
import { serviceView } from "../../model/map/view.ts";
import { headline } from "../../model/words.ts";

const orders1 = { service: "orders", instance: 1, step: "publish" } as const;
const kill: Action = { do: "kill-before", ...orders1 };
const disarm: Action = { do: "disarm", ...orders1 };

const ordersOf = ({ log }: TabSession) => serviceView(log.present, "orders");
const told = ({ began, log }: TabSession) =>
  log.entries
    .slice(began.position - log.first)
    .filter(({ kind }) => kind === "arming" || kind === "killed")
    .map(headline);

describe("A kill at the worst moment", () => {
  it("is armed, and shown at its service, until the moment comes", async () => {
    const session = await sessionOf({ actions: [{ at: 0, action: kill }] });
    expect(armedKillsIn(session.log.present)).to.deep.equal([
      { service: "orders", instance: 1, before: "publish" },
    ]);
    expect(ordersOf(session).armed).to.deep.equal(["publish"]);

    await session.act(anOrder);
    await playOut(session);
    expect(ordersOf(session).armed).to.deep.equal([]);
    expect(ordersOf(session).instances).to.deep.equal([{ instance: 1, isAlive: false }]);
    expect(told(session)).to.deep.equal([
      "orders#1 is to be killed between commit and publish",
      "orders#1 is killed between commit and publish",
    ]);
  });

  it("is disarmed, and then nothing is killed", async () => {
    const session = await sessionOf({
      actions: [
        { at: 0, action: kill },
        { at: 1_000, action: disarm },
        { at: 2_000, action: anOrder },
      ],
    });
    await playOut(session);
    expect(ordersOf(session).armed).to.deep.equal([]);
    expect(ordersOf(session).instances).to.deep.equal([{ instance: 1, isAlive: true }]);
    expect(told(session).at(-1)).to.equal("orders#1 is no longer to be killed between commit and publish");
  });

  it("is one for each step: the other stays armed", async () => {
    const before: Action = { do: "kill-before", ...orders1, step: "commit" };
    const session = await sessionOf({
      actions: [kill, before, disarm].map((action, at) => ({ at, action })),
    });
    expect(armedKillsIn(session.log.present)).to.deep.equal([
      { service: "orders", instance: 1, before: "commit" },
    ]);
  });
});
