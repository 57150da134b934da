import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with a page, one text per rule. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await Object(globalThis).axe.run();
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${id}: ${nodes.map(({ failureSummary, html }) => `${html.slice(0, 120)} ${failureSummary}`).join("\n")}`,
    );
  });
}
