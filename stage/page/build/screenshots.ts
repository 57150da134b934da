import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { asFiles } from "../model/addresses.ts";
import { chromiumPath } from "./chromium-path.ts";
import { writeTabEdition } from "./edition.ts";
import { folder, type Picture, pictures } from "./pictures.ts";

/** `npm run screenshots`: takes the pictures of the page that documents show. */
const executablePath = chromiumPath();
if (!executablePath) {
  console.error(
    "npm run screenshots: there is no Chromium; install chromium, or set CHROMIUM to the path of one",
  );
  process.exit(1);
}
const edition = mkdtempSync(join(tmpdir(), "pas-de-cinq-page-"));
await writeTabEdition(edition, asFiles);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const picture of pictures) {
  await take(browser, picture, pathToFileURL(join(edition, "index.html")).href);
  console.log(`${folder}/${picture.name}.png`);
}
await browser.close();
rmSync(edition, { recursive: true });

async function take(browser: Browser, picture: Picture, url: string): Promise<void> {
  const { fragment, height, name, playMs, showHow, theme, width } = picture;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  await page.goto(`${url}${fragment}`);
  await page.getByRole("slider", { name: "Time" }).waitFor();
  if (showHow) {
    const button = page.getByRole("button", { name: "Show how" });
    await button.click();
  }
  if (playMs !== undefined) {
    await page.getByRole("button", { name: "Play" }).click();
    await page.mouse.move(1, 1);
    await page.waitForTimeout(playMs);
  } else await page.waitForTimeout(1_200);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
