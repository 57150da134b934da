import { createTransport } from "nodemailer";
import { pino } from "pino";
import type { ServiceName } from "#contracts/generated/events.ts";
import type { Hop, Observer } from "#messaging/instance/hops.ts";
import { logHops } from "#messaging/telemetry/log.ts";
import { createMetrics } from "#messaging/telemetry/metrics.ts";
import type { Sender } from "#notifications/sender.ts";
import { mailOf } from "#notifications/smtp-sender.ts";

/** The observers of a service process: metrics, and logging at every level. None of them may fail. */
export function watched(name: ServiceName) {
  const hops: Hop[] = [];
  const failures: string[] = [];
  const metrics = createMetrics(name);
  const log = logHops(pino({ level: "debug" }, { write: (line) => void JSON.parse(line) }));
  const observe: Observer = (hop) => {
    hops.push(hop);
    metrics.observe(hop);
    log(hop);
  };
  return {
    hops,
    observe,
    observerFailed: ({ error }: { readonly error: unknown }) =>
      void failures.push(`an observer threw: ${error}`),
    /** Failures of the observers, and metrics that are not valid numbers. */
    async failures(): Promise<readonly string[]> {
      const odd = (await metrics.text()).split("\n").filter((line) => / (NaN|-\d)/.test(line));
      return [...failures, ...odd.map((line) => `invalid metric: ${line}`)];
    },
  };
}

/** Composes each mail without sending it. */
export function writingSender(): Sender & { failures(): Promise<readonly string[]> } {
  const transport = createTransport({ streamTransport: true, buffer: true });
  const written: Promise<string | undefined>[] = [];
  return {
    async send(notification) {
      const writing = transport.sendMail(mailOf(notification, "orders@pas-de-cinq.example"));
      written.push(
        writing.then(
          () => undefined,
          (error) => `cannot be composed as a mail: ${error}`,
        ),
      );
    },
    async failures() {
      const all = await Promise.all(written.splice(0));
      return all.filter((failure) => failure !== undefined);
    },
  };
}
