// A mail server that keeps the last thousand mails it receives.
import { SMTPServer } from "smtp-server";
import { freePort } from "#tooling/servers/ports.ts";

export interface PostOffice {
  readonly url: string;
  mails(): readonly string[];
  close(): Promise<void>;
}

export async function startPostOffice(): Promise<PostOffice> {
  const mails: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, _session, taken) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        if (mails.length > 1_000) mails.shift();
        taken();
      });
    },
  });
  // A client killed in the middle of a mail must not end this server.
  server.on("error", () => {});
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: () => mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
