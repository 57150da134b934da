import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromiumIfThere, remedy } from "../build/launch-chromium.ts";

/** A page in a real browser, and everything that went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors, console errors, and requests to other hosts than the page's own. */
  readonly complaints: string[];
}

export type OpenIn = (url: string, options?: BrowserContextOptions) => Promise<OpenPage>;

/** A suite in Chromium. Without one it is skipped with a warning; under CI it fails. */
export function describeInChromium(title: string, body: (open: OpenIn) => void): void {
  describe(`${title}, in Chromium`, () => {
    let browser: Browser | undefined;
    before(async function () {
      browser = await chromiumIfThere();
      if (browser) return;
      if (process.env.CI) throw new Error(`CI needs Chromium: ${remedy}`);
      console.error(`\n  !!! NOT RUN: "${title}": there is no Chromium; ${remedy}\n`);
      this.skip();
    });
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
    });
    after(() => browser?.close());
    body(async (url, options) => {
      if (!browser) throw new Error("the browser is there in tests and hooks only");
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      // Instead of 30 s: a condition that does not hold yet is not a failure of a slow machine.
      context.setDefaultTimeout(120_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          complaints.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const asked = new URL(request.url());
        const own = new URL(url);
        const isMadeHere = ["blob:", "data:"].includes(asked.protocol);
        if (!isMadeHere && (asked.host !== own.host || asked.protocol !== own.protocol))
          complaints.push(`request: ${request.url()}`);
      });
      await page.goto(url);
      return { page, complaints };
    });
  });
}
