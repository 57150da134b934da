import { expect } from "chai";
import type { Action } from "../../../../browser/action.ts";
import { anOrder, diesBeforePublishing, playOut, sessionOf } from "../../../../browser/test/played.ts";
import { watching } from "../watching.ts";

const guarantee = (name: string, on: boolean): Action => ({ do: "guarantee", name, on });

describe("What somebody breaks after they were told of a breach", () => {
  it("is told instead, and stops time: they look for what they have just done", async () => {
    const company = await sessionOf({
      without: ["outbox"],
      actions: [
        { at: 0, action: diesBeforePublishing },
        { at: 10, action: anOrder },
      ],
    });
    await playOut(company);
    const { log } = company;
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    expect(page.breach.value?.sentence).to.match(/^Without outbox, Ada waits for #1 forever/);

    await company.act(guarantee("outbox", true));
    await company.act({ do: "start", service: "orders", instance: 1 });
    await company.act(guarantee("dedup", false));
    await company.act({ do: "double", on: true });
    await company.act(anOrder);
    await playOut(company);
    page.player.playing.value = true;
    await lookAtEnd();

    expect(page.breach.value?.without.map(({ name }) => name)).to.deep.equal(["dedup"]);
    expect(page.player.playing.value).to.equal(false);
    await lookAtEnd();
    expect(
      page.breach.value?.without.map(({ name }) => name),
      "looked at once more",
    ).to.deep.equal(["dedup"]);
  });
});
