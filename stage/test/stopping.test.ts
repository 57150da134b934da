import { expect } from "chai";
import type { Action } from "../browser/action.ts";
import { anOrder, sessionOf } from "../browser/test/played.ts";
import { obstaclesIn, type Stoppable, stopping } from "../stopping.ts";

/** What a company that is not at rest prints when it is stopped, after this has been broken. */
async function saidAtStop(...actions: readonly Action[]): Promise<readonly string[]> {
  const { log } = await sessionOf({ actions: actions.map((action) => ({ at: 0, action })) });
  const said: string[] = [];
  const company: Stoppable = {
    print: (line) => void said.push(line),
    openOrders: () => 3,
    obstacles: () => obstaclesIn(log.present),
    isAtRest: async () => false,
    comeToRest: async () => {},
    stop: async () => {},
    abandon: async () => {},
  };
  await stopping(company)("SIGINT");
  return said;
}

describe("Ctrl-C of npm start", () => {
  it("says what it waits for", async () => {
    expect(await saidAtStop(anOrder)).to.deep.equal([
      "\nstopping: 3 orders open, up to 15 s left; Ctrl-C again ends it at once",
    ]);
  });

  it("says what keeps orders from ending", async () => {
    expect(await saidAtStop({ do: "kill", service: "payments", instance: 1 })).to.deep.equal([
      "\nstopping: 3 orders open, up to 15 s left; payments is dead: orders that need it stay open; Ctrl-C again ends it at once",
    ]);
    const [waiting] = await saidAtStop(
      { do: "kill", service: "payments", instance: 1 },
      { do: "away", what: "broker" },
      { do: "start", service: "payments", instance: 1 },
    );
    expect(waiting).to.include("; payments waits for the broker and the broker is down: ");
    const [both] = await saidAtStop({ do: "away", what: "orders" }, { do: "away", what: "broker" });
    expect(both).to.include(
      "; the database of orders is down and the broker is down: orders that need them stay open; ",
    );
  });
});
