import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { type AuditRecord, auditFile, recordOf } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Invocation } from "./invocation.ts";
import type { ParkedMessage, ParkedMessages } from "./parked-messages.ts";
import { mayRedrive } from "./redrive.ts";
import { inOneLine, lineOf } from "./text.ts";

interface RedriveOrDropOptions {
  readonly from: ParkedMessages;
  readonly clock: Clock;
  readonly invocation: Invocation;
}

/**
 * Redrives or drops the selected messages, or only lists them for `--dry-run`. Which may be redriven, and where to, is
 * decided in `redrive.ts`. Returns the exit status.
 */
export async function redriveOrDrop(
  how: "redrive" | "drop",
  found: readonly ParkedMessage[],
  { invocation, clock, from }: RedriveOrDropOptions,
): Promise<0 | 1> {
  const { by, dryRun, json, perSecond, place, selection, why } = invocation;
  const where = withoutCredentials(place.url);
  const several = selection.services.length === 0 ? inSeveralServices(found, selection.ids) : [];
  for (const line of several) console.error(line);
  if (several.length > 0) return 1;

  const affected = how === "drop" ? found : found.filter(mayRedrive);
  const verb = { redrive: "redriven", drop: "dropped" }[how];
  const print = (record: AuditRecord, what: string) =>
    console.log(json ? JSON.stringify(record) : `${what}  ${lineOf(record)}`);
  const printSummary = (sentence: string) => (json ? console.error(sentence) : console.log(sentence));
  const left = found.length - affected.length;
  if (left > 0)
    console.error(
      `${left} not redriven: their reason is wrong-sender, and the service would trust them now; drop them instead`,
    );

  if (dryRun) {
    const note = { by, at: instant(clock.now()), why };
    for (const parked of affected) print(recordOf(how, parked, note, where), `would be ${verb}`);
    printSummary(`${affected.length} would be ${verb}; nothing was changed`);
    return 0;
  }
  const file = await auditFile(invocation.audit);
  const { signal, end } = interruption();
  let count = 0;
  const onDone = (record: AuditRecord) => {
    count += 1;
    print(record, verb);
  };
  try {
    const { done, gone } = await runBatch(
      affected,
      { how, by, why, perSecond, where },
      { from, clock, audit: file.audit, onDone, signal },
    );
    const others = gone > 0 ? `, ${gone} no longer parked` : "";
    printSummary(`${done} of ${affected.length} ${verb}${others}; recorded in ${invocation.audit}`);
    return done + gone === affected.length && left === 0 ? 0 : 1;
  } catch (error) {
    console.error(inOneLine(error instanceof Error ? error.message : String(error)));
    printSummary(
      `${count} of ${affected.length} ${verb}, the rest stay parked; recorded in ${invocation.audit}`,
    );
    return 1;
  } finally {
    end();
    await file.close();
  }
}

/** Several services may have parked the same message id, each for its own reason. */
function inSeveralServices(found: readonly ParkedMessage[], ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const services = [...new Set(found.filter((parked) => parked.id === id).map(({ service }) => service))];
    return services.length > 1
      ? [`${id} is parked by ${services.join(" and ")}: choose one with --service`]
      : [];
  });
}

/** Ctrl-C stops after the current message. */
function interruption(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  return {
    signal: controller.signal,
    end() {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
    },
  };
}

function withoutCredentials(url: string): string {
  const { host, pathname, protocol } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
