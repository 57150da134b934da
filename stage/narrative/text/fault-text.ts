import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../entry.ts";
import type { Told } from "./line.ts";
import type { Memory } from "./memory.ts";
import { durationText, ownedBy, short } from "./words.ts";

/** Injected faults: kills, outages, delays, guarantees that are switched off. */
export function faultText(
  entry: Entry,
  { since }: Memory,
  fault: (text: string) => string,
): Told | undefined {
  const lasted = (name: string): string => {
    const began = since.get(name);
    since.delete(name);
    return began === undefined ? "" : ` after ${durationText(entry.at - began)}`;
  };
  const red = (text: string): Told => ({ tone: "fault", text: fault(text) });
  switch (entry.kind) {
    case "killed": {
      const who = instanceOf(entry);
      since.set(who, entry.at);
      const moment = {
        commit: ": it has decided, and not yet committed",
        publish: ": it has committed, and not yet published",
      };
      return red(`✝ ${who} is killed${entry.before ? moment[entry.before] : ""}`);
    }
    case "arming": {
      const who = instanceOf(entry);
      const next = { commit: "before its next commit", publish: "between its next commit and publish" };
      return entry.ends
        ? red(`▲ ${who} will not be killed, after all`)
        : red(`✝ ${who} will be killed ${next[entry.before]}`);
    }
    case "started": {
      const who = instanceOf(entry);
      const after = lasted(who);
      return red(`▲ ${who} starts${after && ` again${after}`}`);
    }
    case "away":
    case "back": {
      const name = entry.what === "database" ? ownedBy(entry.service, "database") : `the ${entry.what}`;
      if (entry.kind === "back") return red(`▲ ${name} is back${lasted(name)}`);
      since.set(name, entry.at);
      return red(`✝ ${name} goes down`);
    }
    case "doubling":
      return red(`⧉ from now on, every message is published ${entry.ends ? "once again" : "twice"}`);
    case "delaying": {
      const name = entry.event === "all" ? "every message" : short(entry.event);
      const late = entry.byMs === 0 ? "on time again" : `${durationText(entry.byMs)} late`;
      return red(`⧗ from now on, ${name} reaches ${entry.service} ${late}`);
    }
    case "poisoned":
      return red(`⚑ a faulty publisher sends an ${short(entry.type)} that no service can handle`);
    case "guarantee":
      return red(
        entry.isOn
          ? `▲ ${entry.name} is switched on again`
          : `✝ ${entry.name} is switched off${aboutOf(entry.name)}`,
      );
    default:
      return undefined;
  }
}

/** What is killed and started is an instance, so it is named even where it is the only one. */
const instanceOf = ({ instance, service }: { readonly instance: number; readonly service: string }): string =>
  `${service}#${instance}`;

/** What is different without a guarantee, as the rest of a sentence. */
function aboutOf(name: string): string {
  const about = disabledGuarantees.find((one) => one.name === name)?.about ?? "";
  return about && `: ${about.charAt(0).toLowerCase()}${about.slice(1).replace(/\.$/, "")}`;
}
