/**
 * The wait that a `Retry-After` header requests, in milliseconds. Accepts seconds, and an HTTP-date in all
 * three forms of RFC 9110 (5.6.7); a date in the past is 0. Undefined without a valid header. The caller must
 * limit the wait, because the header may request a year.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(asctime.test(text) ? `${text} GMT` : text);
  return isDate.test(text) && !Number.isNaN(at) ? Math.max(0, at - now) : undefined;
}

/** "Sun Nov  6 08:49:37 1994", which has no time zone and means UTC. */
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;
/** That, or "Sun, 06 Nov 1994 08:49:37 GMT", or RFC 850's "Sunday, 06-Nov-94 08:49:37 GMT". */
const isDate = new RegExp(
  `${asctime.source}|^[A-Z][a-z]+, \\d{2}[ -][A-Z][a-z]{2}[ -]\\d{2,4} \\d{2}:\\d{2}:\\d{2} GMT$`,
);
