/** Deeper than any contract; it keeps recursive code from overflowing the stack. */
const deepest = 100;

/**
 * The first problem that JSON.parse ignores: a duplicate key, a number that JavaScript cannot represent
 * exactly, or too many levels. Because of these, two different texts can parse to equal values.
 */
export function inexactIn(text: string): string | undefined {
  const open: Set<string>[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]|-?\d[\d.eE+-]*/g;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (!token.startsWith('"')) {
      if (!isExact(token)) return `${token} cannot be represented exactly by a JavaScript number`;
    } else if (isKey(text, index + token.length)) {
      const key = String(JSON.parse(token));
      if (open.at(-1)?.has(key)) return `${token} is a duplicate key in its object`;
      open.at(-1)?.add(key);
    }
    if (open.length > deepest) return `it has more than ${deepest} levels`;
  }
  return undefined;
}

function isKey(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

function isExact(token: string): boolean {
  const value = Number(token);
  return Number.isFinite(value) && digitsOf(token) === digitsOf(String(value));
}

/** The canonical digits of a number: equal for 1e2, 100 and 100.0. */
function digitsOf(number: string): string {
  const [, sign, whole = "", fraction = "", exponent = "0"] =
    number.match(/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Why a text is not JSON, as one line with the line number of the error. */
export function notJson(text: string, error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ");
  const [clause, position] = said.match(/(?: in JSON)? at position (\d+)(?: \(line \d+ column \d+\))?/) ?? [];
  if (clause === undefined) return said;
  const line = text.slice(0, Number(position)).split("\n").length;
  return said.replace(clause, ` in line ${line}`);
}
