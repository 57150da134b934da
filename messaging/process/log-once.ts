/** Reports each trouble once, however often it recurs. */
export function oncePerMessage(report: (message: string) => void): (trouble: Error) => void {
  const reported = new Set<string>();
  return ({ message }) => {
    if (reported.has(message)) return;
    reported.add(message);
    report(message);
  };
}
