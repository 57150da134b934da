import { asFiles } from "../model/addresses.ts";
import { writeTabEdition } from "./edition.ts";
import { pictures } from "./pictures.ts";
import { takePictures } from "./take-pictures.ts";

/** `npm run screenshots`: takes the pictures of the page that documents show. */
await takePictures({
  pictures,
  write: (folder) => writeTabEdition(folder, asFiles),
  file: "index.html",
  async show(page, { fragment, playMs, showHow }, url) {
    await page.goto(`${url}${fragment}`);
    await page.getByRole("slider", { name: "Time" }).waitFor();
    if (showHow) await page.getByRole("button", { name: "Show how" }).click();
    if (playMs !== undefined) {
      await page.getByRole("button", { name: "Play" }).click();
      await page.mouse.move(1, 1);
    }
    await page.waitForTimeout(playMs ?? 1_200);
  },
});
