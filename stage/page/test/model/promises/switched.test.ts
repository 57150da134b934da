import { expect } from "chai";
import { anOrder, played } from "../../../../browser/test/played.ts";
import { watching } from "../watching.ts";

describe("What was judged at rest, in real time", () => {
  it("stays judged when a guarantee is switched, which alone moves no order", async () => {
    const company = await played({ actions: [{ at: 0, action: anOrder }] });
    const { lookAtEnd, now, page } = watching(company.log);
    await lookAtEnd();
    const areKept = () => page.promises.value.every(({ is }) => is === "kept");
    expect(areKept()).to.equal(true);
    page.player.playing.value = true;

    await company.act({ do: "guarantee", name: "dedup", on: false });
    await now();
    expect(page.state.value.without.has("dedup")).to.equal(true);
    expect(areKept(), "switched").to.equal(true);

    await company.act(anOrder);
    await now();
    expect(areKept(), "under way").to.equal(false);
  });
});
