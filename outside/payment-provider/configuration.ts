/** The provider's configuration. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** The file that keeps the ledger; undefined keeps it in memory only. */
  readonly journal: string | undefined;
}

/** An environment variable is missing or wrong. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

/**
 * Reads `PORT` (0 picks a free one), `HOST`, `WEBHOOK_URL`, `WEBHOOK_SECRET` and `JOURNAL` (a file). Defaults
 * are in the README.
 *
 * @throws {Misconfigured} with one line per problem; never shows the secret
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const { PORT = "4000", HOST: host = "127.0.0.1", WEBHOOK_URL = "", WEBHOOK_SECRET = "" } = environment;
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : Number.NaN;
  const problems = [
    port <= 65_535 ? [] : [`PORT is ${JSON.stringify(PORT)}: it must be a whole number from 0 to 65535`],
    host ? [] : ["HOST is empty: it must be the address to listen on, such as 127.0.0.1"],
    isHttpUrl(WEBHOOK_URL)
      ? []
      : [`WEBHOOK_URL is ${JSON.stringify(WEBHOOK_URL)}: it must be the http(s) URL to send webhooks to`],
    WEBHOOK_SECRET.length >= 16
      ? []
      : [`WEBHOOK_SECRET has ${WEBHOOK_SECRET.length} characters: it must have 16 or more`],
  ].flat();
  if (problems.length > 0) throw new Misconfigured(problems.join("\n"));
  const journal = environment.JOURNAL || undefined;
  return { host, port, webhookUrl: WEBHOOK_URL, webhookSecret: WEBHOOK_SECRET, journal };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
