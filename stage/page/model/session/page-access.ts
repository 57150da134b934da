import { type ReadonlySignal, signal } from "@preact/signals";

/** Whether this page may act, or may only watch. */
export interface PageAccess {
  /** `outdated`: its token is not the server's. */
  readonly is: ReadonlySignal<"acting" | "watching" | "outdated">;
  /** The headers of a request that needs the token. */
  headers(): Record<string, string>;
  /** Uses a token from now on, and asks the server whether it is valid. */
  take(token: string): Promise<void>;
  /** Asks the server again: one that was started anew has another token. */
  check(): Promise<void>;
  /** The server has refused the token. */
  refused(): void;
}

/** @param isValid asks the server whether requests with these headers may act; undefined: it did not answer */
export function createPageAccess(
  first: string | undefined,
  isValid: (headers: Record<string, string>) => Promise<boolean | undefined>,
): PageAccess {
  let token = first;
  const is = signal<"acting" | "watching" | "outdated">(token === undefined ? "watching" : "acting");
  const headers = () => ({ Authorization: `Bearer ${token}`, "Content-Type": "application/json" });

  async function check(): Promise<void> {
    if (token === undefined) return;
    const asked = token;
    const valid = await isValid(headers());
    // A connection that is lost meanwhile comes again, and asks again; so does another token.
    if (valid === undefined || asked !== token) return;
    is.value = valid ? "acting" : "outdated";
  }

  return {
    is,
    headers,
    check,
    take(given) {
      token = given;
      return check();
    },
    refused() {
      is.value = "outdated";
    },
  };
}
