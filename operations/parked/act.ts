import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import type { Asked } from "./asked.ts";
import { type AuditRecord, auditFile, recordOf } from "./audit.ts";
import type { Parked, ParkedMessages } from "./parked-messages.ts";
import { settle } from "./settle.ts";
import { inOneLine, lineOf } from "./text.ts";

interface Means {
  readonly from: ParkedMessages;
  readonly clock: Clock;
  readonly asked: Asked;
}

/** Redrives or drops what was found, or says what it would be; the exit status. */
export async function act(
  how: "redrive" | "drop",
  found: readonly Parked[],
  { asked, clock, from }: Means,
): Promise<0 | 1> {
  const { by, dryRun, json, perSecond, place, selection, why } = asked;
  const where = placeName(place.url);
  const several = selection.services.length === 0 ? inSeveralServices(found, selection.ids) : [];
  for (const line of several) console.error(line);
  if (several.length > 0) return 1;

  const meant = how === "drop" ? found : found.filter(({ reason }) => reason !== "wrong-sender");
  const verb = { redrive: "redriven", drop: "dropped" }[how];
  const tell = (record: AuditRecord, what: string) =>
    console.log(json ? JSON.stringify(record) : `${what}  ${lineOf(record)}`);
  const conclude = (sentence: string) => (json ? console.error(sentence) : console.log(sentence));
  const left = found.length - meant.length;
  if (left > 0)
    console.error(
      `${left} stay parked: a wrong-sender is never redriven, as its service would believe it now; drop it`,
    );

  if (dryRun) {
    const note = { by, at: instant(clock.now()), why };
    for (const parked of meant) tell(recordOf(how, parked, note, where), `would be ${verb}`);
    conclude(`${meant.length} would be ${verb}; nothing was touched`);
    return 0;
  }
  const file = await auditFile(asked.audit);
  const { signal, end } = interruption();
  let count = 0;
  const onDone = (record: AuditRecord) => {
    count += 1;
    tell(record, verb);
  };
  try {
    const { done, gone } = await settle(
      meant,
      { how, by, why, perSecond, where },
      { from, clock, audit: file.audit, onDone, signal },
    );
    const others = gone > 0 ? `, ${gone} were not parked any more` : "";
    conclude(`${done} of ${meant.length} ${verb}${others}; written down in ${asked.audit}`);
    return done + gone === meant.length && left === 0 ? 0 : 1;
  } catch (error) {
    console.error(inOneLine(error instanceof Error ? error.message : String(error)));
    conclude(`${count} of ${meant.length} ${verb}, the others stay parked; written down in ${asked.audit}`);
    return 1;
  } finally {
    end();
    await file.close();
  }
}

/** One id may lie with several services, each of which has a problem of its own. */
function inSeveralServices(found: readonly Parked[], ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const services = [...new Set(found.filter((parked) => parked.id === id).map(({ service }) => service))];
    return services.length > 1
      ? [`${id} is parked by ${services.join(" and ")}: say which with --service`]
      : [];
  });
}

/** Ctrl-C ends it after the message that is under way. */
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

/** Without user and password. */
function placeName(url: string): string {
  const { host, pathname, protocol } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
