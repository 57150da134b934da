import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { launchChromium } from "./launch-chromium.ts";

/** A committed picture, in pixels. */
export interface PictureSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
}

/** Where the pictures are. */
export const folder = "docs/pictures";

/** How the pictures of one document of the edition are taken. */
export interface Taking<Picture extends PictureSize> {
  readonly pictures: readonly Picture[];
  /** Writes the edition into a folder. */
  readonly write: (folder: string) => Promise<unknown>;
  readonly file: "index.html" | "lessons.html";
  /** Plain movements, as for people who have asked for them. */
  readonly isStill?: true;
  /** Opens what a picture shows. */
  readonly show: (page: Page, picture: Picture, url: string) => Promise<void>;
}

/** Takes pictures of an edition from disk, and writes their names to standard output. */
export async function takePictures<Picture extends PictureSize>(taking: Taking<Picture>): Promise<void> {
  const { file, isStill, pictures, show, write } = taking;
  const browser = await launchChromium("npm run screenshots");
  const edition = mkdtempSync(join(tmpdir(), "pas-de-cinq-page-"));
  await write(edition);
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) {
    const { height, name, theme, width } = picture;
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: theme,
      ...(isStill && { reducedMotion: "reduce" }),
    });
    await show(page, picture, pathToFileURL(join(edition, file)).href);
    await page.screenshot({ path: `${folder}/${name}.png` });
    await page.close();
    console.log(`${folder}/${name}.png`);
  }
  await browser.close();
  rmSync(edition, { recursive: true });
}
