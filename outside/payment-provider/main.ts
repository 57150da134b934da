import type { Server } from "node:http";
import { type Configuration, Misconfigured, readConfiguration } from "./configuration.ts";
import { fileJournal } from "./journal/file-journal.ts";
import { forgetful, type Journal } from "./journal/journal.ts";
import { createProvider } from "./provider.ts";
import { providerServer } from "./server.ts";
import { wallClock } from "./wall-clock.ts";
import { postTo } from "./webhooks/post-webhook.ts";
import { signWith } from "./webhooks/signature.ts";
import type { Webhook } from "./webhooks/webhooks.ts";

/** The payment provider on its own: `node --import tsx outside/payment-provider/main.ts`. */
run(configurationOrExit());

function configurationOrExit(): Configuration {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    console.error(`The payment provider cannot start:\n${error.message}`);
    process.exit(2);
  }
}

function run(configuration: Configuration): void {
  const { host, port, webhookUrl, webhookSecret } = configuration;
  const webhook = logged(postTo(webhookUrl));
  const journal = journalOrExit(configuration.journal);
  const provider = createProvider({ clock: wallClock, sign: signWith(webhookSecret), webhook, journal });
  const server = providerServer(provider).listen(port, host, (error) => {
    if (error) {
      console.error(`The payment provider cannot listen on ${host}:${port}: ${error.message}`);
      process.exit(1);
    }
    console.log(`The payment provider listens on ${urlOf(server)} and sends webhooks to ${webhookUrl}`);
  });
  const stop = () => {
    provider.stop();
    server.close();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function journalOrExit(file: string | undefined): Journal {
  try {
    return file === undefined ? forgetful : fileJournal(file);
  } catch (error) {
    console.error(`The payment provider cannot use ${file} as its journal: ${error}`);
    process.exit(1);
  }
}

/** Logs each webhook that was not accepted, with the reason. */
function logged(webhook: Webhook): Webhook {
  return async (event, signal) => {
    try {
      await webhook(event, signal);
    } catch (error) {
      const why = error instanceof Error ? (error.cause ?? error.message) : error;
      console.error(`A webhook was not accepted: ${why}`);
      throw error;
    }
  };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") return String(address);
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
