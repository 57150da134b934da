import type { ServiceView } from "./view.ts";

/** What fits into a line beside the database, in characters, the count among them. */
const room = 21;

/** The lines of a card: the two statuses that came last, and how many orders are in the others, by name where there is room. */
export function statusLines(statuses: ServiceView["statuses"]) {
  const others = statuses.slice(0, -2);
  const orders = others.reduce((sum, { count }) => sum + count, 0);
  const [last, before] = statuses.slice(-2).reverse();
  const [other] = others;
  const named = other && others.length === 1 ? `+${orders} ${wordsOf(other.status)}` : `+${orders} more`;
  const fits = before && `${before.count} ${wordsOf(before.status)} ${named}`.length <= room;
  const more = orders === 0 ? "" : fits ? named : `+${orders} more`;
  const lines = [
    { one: last, left: room },
    { one: before, left: room - (more === "" ? 0 : more.length + 1) },
  ];
  const shown = lines.flatMap(({ left, one }) =>
    one ? [{ ...one, text: shortened(wordsOf(one.status), left - `${one.count} `.length) }] : [],
  );
  return { shown, more };
}

const wordsOf = (status: string): string => status.replaceAll("-", " ");

const shortened = (words: string, most: number): string =>
  words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
