import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** What to do where there is no Chromium. */
export const remedy = "install chromium, or set CHROMIUM to the path of one";

/** Starts Chromium; undefined where there is none. */
export async function chromiumIfThere(): Promise<Browser | undefined> {
  const executablePath = chromiumPath();
  return executablePath ? chromium.launch({ executablePath, args: ["--no-sandbox"] }) : undefined;
}

/** Starts Chromium for a program, which ends with a sentence where there is none. */
export async function launchChromium(program: string): Promise<Browser> {
  const browser = await chromiumIfThere();
  if (browser) return browser;
  console.error(`${program}: there is no Chromium; ${remedy}`);
  process.exit(1);
}

/** The Chromium to use: the one that CHROMIUM names, or the first on the PATH. */
function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
