import { expect } from "chai";
import { button } from "./by-name.ts";
import { describeInChromium } from "./chromium.ts";
import { tabEdition } from "./tab-edition.ts";

/** Plays on for a second of frames, and gives how often the timeline was asked for its size: each time, the page is laid out once more. */
const sizesAsked = `(async () => {
  const timeline = document.querySelector(".timeline-scroll");
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "clientWidth");
  let asked = 0;
  Object.defineProperty(timeline, "clientWidth", { get() { asked += 1; return get.call(timeline); } });
  for (let n = 0; n < 60; n += 1) await new Promise(requestAnimationFrame);
  return asked;
})()`;

describeInChromium("a frame of the page", (open) => {
  const url = tabEdition();

  it("does not lay out the page once more for the cursor of the timeline", async () => {
    const { page } = await open(`${url()}#seed=1&did=0:traffic:20&at=1000`);
    await button(page, "Play").click();
    expect(await page.evaluate(sizesAsked)).to.equal(0);
  });
});
