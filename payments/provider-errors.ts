// Which errors of the provider are final, and which a retry may mend.

/**
 * The first request with the key is still running (409), a resource is locked (423), or it is too early
 * (425).
 */
export const busy: ReadonlySet<number> = new Set([409, 423, 425]);

/**
 * A 4xx that is not about the request itself: credentials (401, 403, 407), timeout (408), the wrong
 * connection (421), rate limit (429), and the busy statuses.
 */
const passing: ReadonlySet<number> = new Set([401, 403, 407, 408, 421, 429, ...busy]);

/** Whether the request itself is wrong, so that a retry cannot succeed. */
export function isFinal(
  status: number,
  text: string,
  { finalConflict }: { readonly finalConflict?: true },
): boolean {
  if (status < 400 || status > 499) return false;
  if (status === 409) return finalConflict === true;
  // A proxy or a wrong PROVIDER_URL returns 404 and 405 too. Only the provider's own error says that there is
  // no such charge.
  if (status === 404 || status === 405) return isProvidersOwn(text);
  return !passing.has(status);
}

/** The provider's errors have the form `{ "error": { "code", "message" } }`. */
function isProvidersOwn(text: string): boolean {
  try {
    return typeof Object(Object(JSON.parse(text)).error).code === "string";
  } catch {
    return false;
  }
}
