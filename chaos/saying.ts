/** Tells on standard error how it goes: one line that changes on a terminal, else one line after the other. */
export function saying(): (what: string) => void {
  const began = performance.now();
  return (what) => {
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${seconds} s: ${what}` : `${seconds} s: ${what}\n`);
  };
}
