import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Principal, Tokens } from "#messaging/http/request/auth.ts";

/** The people whose tokens `npm start` hands out, by the variable that holds the token. */
const people: Readonly<Record<string, Principal>> = {
  CUSTOMER: { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" },
  CUSTOMER_2: { id: "ben", name: "Ben", email: "ben@example.com", role: "customer" },
  STAFF: { id: "sam", name: "Sam", email: "sam@example.com", role: "staff" },
  COURIER: { id: "marie", name: "Marie", email: "marie@example.com", role: "courier" },
};

/** A file to source: it exports a token for each of them. */
export interface TokensFile {
  readonly path: string;
  remove(): void;
}

/** Writes the tokens, valid for a day, into a file that nobody else may read. */
export async function writeTokens(tokens: Tokens, port: string): Promise<TokensFile> {
  const path = join(tmpdir(), `pas-de-cinq-${port}.sh`);
  const issued = Object.entries(people).map(
    async ([name, principal]) => `export ${name}=${await tokens.issue(principal, { minutes: 24 * 60 })}\n`,
  );
  const lines = await Promise.all(issued);
  rmSync(path, { force: true });
  writeFileSync(path, lines.join(""), { mode: 0o600, flag: "wx" });
  return { path, remove: () => rmSync(path, { force: true }) };
}
