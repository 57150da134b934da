import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "#stage/page/build/chromium-path.ts";
import { writeEditionWithLessons } from "./edition.ts";
import { folder, type LessonPicture, lessonPictures } from "./pictures.ts";

/** `npm run screenshots`, the second half: takes the pictures of the lessons that documents show. */
const executablePath = chromiumPath();
if (!executablePath) {
  console.error(
    "npm run screenshots: there is no Chromium; install chromium, or set CHROMIUM to the path of one",
  );
  process.exit(1);
}
const edition = mkdtempSync(join(tmpdir(), "pas-de-cinq-lessons-"));
await writeEditionWithLessons(edition);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const picture of lessonPictures) {
  await take(browser, picture, pathToFileURL(join(edition, "lessons.html")).href);
  console.log(`${folder}/${picture.name}.png`);
}
await browser.close();
rmSync(edition, { recursive: true });

async function take(browser: Browser, picture: LessonPicture, url: string): Promise<void> {
  const { at, guess, height, lesson, name, theme, width } = picture;
  const viewport = { width, height };
  const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: "reduce" });
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
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
