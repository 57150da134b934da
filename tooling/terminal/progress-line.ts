/**
 * Reports progress on standard error: one line that is overwritten on a terminal, otherwise a new line each time. A terminal gets
 * `end` after the line.
 */
export function progressLine(): (what: string, end?: string) => void {
  const began = performance.now();
  return (what, end = "") => {
    const seconds = Math.round((performance.now() - began) / 1_000);
    const line = `${seconds} s: ${what}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}${end}` : `${line}\n`);
  };
}
