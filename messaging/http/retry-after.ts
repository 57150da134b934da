/**
 * How long the answer's `Retry-After` asks a client to wait, in milliseconds: seconds, or an HTTP-date in any of the three forms
 * that RFC 9110 (5.6.7) makes recipients accept. Undefined without the header, or with one that says neither. A date in the past
 * is 0. The caller bounds it: the header may ask for a year.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(asctime.test(text) ? `${text} GMT` : text);
  return isDate.test(text) && !Number.isNaN(at) ? Math.max(0, at - now) : undefined;
}

/** "Sun Nov  6 08:49:37 1994", which names no time zone and means UTC. */
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;
/** "Sun, 06 Nov 1994 08:49:37 GMT", and "Sunday, 06-Nov-94 08:49:37 GMT" of RFC 850. */
const isDate = new RegExp(
  `${asctime.source}|^[A-Z][a-z]+, \\d{2}[ -][A-Z][a-z]{2}[ -]\\d{2,4} \\d{2}:\\d{2}:\\d{2} GMT$`,
);
