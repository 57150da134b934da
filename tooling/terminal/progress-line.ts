/**
 * Tells on standard error how it goes: one line that changes on a terminal, else one line after the other. `end` is what a terminal
 * gets behind the last one.
 */
export function progressLine(): (what: string, end?: string) => void {
  const began = performance.now();
  return (what, end = "") => {
    const seconds = Math.round((performance.now() - began) / 1_000);
    const line = `${seconds} s: ${what}`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${line}${end}` : `${line}\n`);
  };
}
