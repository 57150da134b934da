/**
 * User input on one line, without control characters, truncated to `most`: it must not be able to add a
 * header to a mail.
 */
export function line(text: string, most: number): string {
  const oneLine = text.replace(/[\p{Cc}\p{Cs}\s]+/gu, " ").trim();
  const letters = [...oneLine];
  return letters.length <= most ? oneLine : `${letters.slice(0, most - 1).join("")}…`;
}
