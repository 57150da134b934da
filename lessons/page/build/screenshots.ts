import { takePictures } from "#stage/page/build/take-pictures.ts";
import { writeEditionWithLessons } from "./edition.ts";
import { lessonPictures } from "./pictures.ts";

/** `npm run screenshots`, the second half: takes the pictures of the lessons that documents show. */
await takePictures({
  pictures: lessonPictures,
  write: (folder) => writeEditionWithLessons(folder),
  file: "lessons.html",
  isStill: true,
  async show(page, { at, guess, lesson }, url) {
    await page.goto(`${url}#lesson/${lesson}`);
    for (const field of await page.getByRole("spinbutton").all()) await field.fill(String(guess));
    await page.getByRole("button", { name: /^Lock my guess/ }).click();
    const result = page.getByRole("region", { name: "Result" });
    await result.waitFor();
    const time = page.getByRole("slider", { name: "Time" });
    if (at !== undefined) await time.fill(String(at));
    await time.blur();
    await result.evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
    // Both sides are judged frame by frame.
    await page.waitForTimeout(1_200);
  },
});
