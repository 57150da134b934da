import type { Action, Script, TimedAction } from "../../browser/action.ts";

/** A session and the moment of it that is shown: what a link carries. */
export interface Moment {
  readonly script: Script;
  /** The position in the log. */
  readonly position: number;
}

/** Writes a moment as the fragment of a URL. Readable where it can be: `#seed=1&story=answer-lost&at=120`. */
export function fragmentOf({ position, script }: Moment): string {
  const { actions, seed, story, without } = script;
  const parts = new URLSearchParams({ seed: String(seed) });
  if (story !== undefined) parts.set("story", story);
  if (without.length > 0) parts.set("without", without.join(","));
  if (actions.length > 0) parts.set("did", actions.map(actionText).join(";"));
  parts.set("at", String(position));
  return `#${parts}`;
}

/** `1500:order:bombay-corner:dal-tadka:1:tok_ok:ada`: values in the order of the action's fields. */
function actionText({ action, at }: TimedAction): string {
  const values: Readonly<Record<string, unknown>> = { ...action };
  return [at, action.do, ...fields[action.do].map((field) => values[field])]
    .map((value) => encodeURIComponent(String(value)))
    .join(":");
}

/** Reads a fragment. Undefined if it carries no moment, or one that is not understood. */
export function momentOf(fragment: string): Moment | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const seed = wholeNumber(parts.get("seed"));
  if (seed === undefined) return undefined;
  const story = parts.get("story");
  const actions = (parts.get("did") ?? "")
    .split(";")
    .filter((text) => text !== "")
    .map(readAction);
  const known = actions.filter((action) => action !== undefined);
  if (known.length < actions.length) return undefined;
  return {
    script: {
      seed,
      ...(story === null ? {} : { story }),
      without: (parts.get("without") ?? "").split(",").filter((name) => name !== ""),
      actions: known,
    },
    position: wholeNumber(parts.get("at")) ?? 0,
  };
}

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** The fields of each action, in the order in which a link carries them. */
const fields: Readonly<Record<Action["do"], readonly string[]>> = {
  order: ["restaurantId", "dishId", "quantity", "card", "customerId"],
  cancel: ["orderId"],
  confirm: ["orderId"],
  open: ["restaurantId"],
  close: ["restaurantId"],
  "sold-out": ["restaurantId", "dishId"],
  available: ["restaurantId", "dishId"],
  "end-shifts": ["zone"],
  "start-shifts": ["zone"],
  kill: ["service", "instance"],
  start: ["service", "instance"],
  "kill-before": ["step", "service", "instance"],
  away: ["what"],
  back: ["what"],
  double: ["on"],
  poison: [],
  guarantee: ["name", "on"],
  traffic: ["perMinute"],
};

const numbers: ReadonlySet<string> = new Set(["quantity", "instance", "perMinute"]);

function readAction(text: string): TimedAction | undefined {
  const [at, name = "", ...values] = text.split(":").map(decoded);
  const names = Object.hasOwn(fields, name) ? fields[name as Action["do"]] : undefined;
  if (!names || names.length !== values.length || !/^\d{1,12}$/.test(at ?? "")) return undefined;
  const read = names.map((field, i) => {
    const value = values[i] ?? "";
    if (numbers.has(field)) return [field, Number(value)];
    return [field, field === "on" ? value === "true" : value];
  });
  return { at: Number(at), action: { do: name, ...Object.fromEntries(read) } as Action };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
