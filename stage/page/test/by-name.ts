import type { Locator, Page } from "playwright-core";

/** The parts of the page by the names that screen readers use, too. */
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
export const orders = (page: Page): Locator =>
  page.getByRole("list", { name: "Orders" }).getByRole("listitem");
/** The newest order. */
export const firstOrder = (page: Page): Locator => orders(page).first();
/** What a screen reader hears of the map. */
export const mapAsText = (page: Page): Promise<string> => region(page, "Map").ariaSnapshot();
