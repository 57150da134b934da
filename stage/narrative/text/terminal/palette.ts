import type pc from "picocolors";
import { services } from "#contracts/hears.ts";

/** Text styles, as picocolors makes them: all of them the identity where colors are off. */
export type Palette = ReturnType<typeof pc.createColors>;

type Color =
  | "cyan"
  | "green"
  | "yellow"
  | "magenta"
  | "blue"
  | "cyanBright"
  | "yellowBright"
  | "magentaBright"
  | "greenBright";

const ofServices: readonly Color[] = ["cyan", "green", "yellow", "magenta", "blue"];
const ofOrders: readonly Color[] = ["cyanBright", "yellowBright", "magentaBright", "greenBright"];

/** A service's color, the same in the terminal and on the page. A new service gets the next one. */
export const colorOf = (service: string): Color =>
  ofServices[(services as readonly string[]).indexOf(service) % ofServices.length] ?? "cyan";

/** The color of an order's label. */
export const colorOfOrder = (label: string): Color =>
  ofOrders[(Number(label.slice(1)) - 1) % ofOrders.length] ?? "cyanBright";

/** Colors each label in a text: `order #1 is still paid`. */
export const withLabels = (text: string, palette: Palette): string =>
  text.replace(/(?<![\w#])#\d+\b/g, (label) => palette.bold(palette[colorOfOrder(label)](label)));

/** A style for texts that may be wrapped: applied to each word, so that it never extends into the margin. */
export const eachWord =
  (style: (text: string) => string) =>
  (text: string): string =>
    text
      .split(" ")
      .map((word) => (word === "" ? word : style(word)))
      .join(" ");
