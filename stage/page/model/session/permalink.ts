import type { Action, Script, TimedAction } from "../../../browser/action.ts";
import { actionFields, isAction } from "../../../browser/action-fields.ts";
import { disabledGuarantees } from "../../../guarantees/disabled-guarantees.ts";
import { stories } from "../../../stories/index.ts";
import { followedIn, type LinkedMoment, toldIn, unreadIn, writeLookedAt } from "./link-parts.ts";

/** A session and the moment of it that is shown: what a link carries. */
export interface Moment extends LinkedMoment {
  readonly script: Script;
}

/** Writes a moment as the fragment of a URL. Readable where it can be: `#seed=1&story=answer-lost&at=120`. */
export function fragmentOf({ script, ...shown }: Moment): string {
  const { actions, seed, story, without } = script;
  const parts = new URLSearchParams({ seed: String(seed) });
  if (story !== undefined) parts.set("story", story);
  if (without.length > 0) parts.set("without", without.join(","));
  if (actions.length > 0) parts.set("did", actions.map(actionText).join(";"));
  parts.set("at", String(shown.position));
  writeLookedAt(parts, shown, String);
  return `#${parts}`;
}

/** Where a story plays from its beginning, in the edition in a tab that `npm start` serves beside the live one. */
export const storyAddress = (story: string, without: readonly string[] = []): string =>
  `tab${storyFragment(story, without)}`;

/** The fragment of a link that plays a story from its beginning. */
export const storyFragment = (story: string, without: readonly string[] = []): string =>
  `#${new URLSearchParams({ seed: "1", story, ...(without.length > 0 ? { without: without.join(",") } : {}) })}`;

/** `1500:order:bombay-corner:dal-tadka:1:tok_ok:ada`: values in the order of the action's fields. */
function actionText({ action, at }: TimedAction): string {
  const values: Readonly<Record<string, unknown>> = { ...action };
  return [at, action.do, ...actionFields[action.do].map(([field]) => values[field])]
    .map((value) => encodeURIComponent(String(value)))
    .join(":");
}

/** A link leads at most this far into a log, so that no link keeps a page busy for minutes. */
const farthest = 200_000;
/** The latest time of an action, in milliseconds: a day. */
const latestMs = 86_400_000;

/** Reads a fragment. Undefined if it carries no moment, or one that is not understood. */
export function momentOf(fragment: string): Moment | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const seed = wholeNumber(parts.get("seed"));
  if (seed === undefined) return undefined;
  const story = parts.get("story");
  if (story !== null && !stories.some(({ name }) => name === story)) return undefined;
  const without = (parts.get("without") ?? "").split(",").filter((name) => name !== "");
  if (!without.every((name) => disabledGuarantees.some((one) => one.name === name))) return undefined;
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
      without,
      actions: known,
    },
    ...lookedAtIn(parts),
  };
}

/** What a link shows of its session. A session without its moment begins at its beginning. */
function lookedAtIn(parts: URLSearchParams): LinkedMoment {
  const at = wholeNumber(parts.get("at"));
  const order = followedIn(parts);
  const hop = positionIn(parts.get("hop"));
  const judged = toldIn(parts, positionIn);
  const [rest, broke] = [positionIn(parts.get("rest")), positionIn(parts.get("broke"))];
  const unread = unreadIn(parts, { at, rest, broke, order, hop });
  const instead = parts.has("at") && at === undefined ? "begins at its beginning" : "shows the rest of it";
  const notices = [
    ...(unread ? [`The page does not understand ${unread} in this link, and ${instead}.`] : []),
    ...(at !== undefined && at > farthest
      ? [`A link leads no farther than “at=${farthest}”, so this one does not lead to “at=${at}”.`]
      : []),
  ];
  return {
    position: Math.min(farthest, at ?? 0),
    ...(judged && { judged }),
    ...(order !== undefined && { followed: order }),
    ...(hop !== undefined && { hop }),
    ...(notices.length > 0 && { notice: notices.join(" ") }),
  };
}

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** A position that a link can lead to. */
function positionIn(text: string | null): number | undefined {
  const number = wholeNumber(text);
  return number !== undefined && number < farthest ? number : undefined;
}

function readAction(text: string): TimedAction | undefined {
  const [at = "", name = "", ...values] = text.split(":").map(decoded);
  const fields = Object.hasOwn(actionFields, name) ? actionFields[name as Action["do"]] : [];
  const read = fields.map(([field, type], i) => [field, typed(values[i] ?? "", type)]);
  const action: unknown = { do: name, ...Object.fromEntries(read) };
  return /^\d{1,12}$/.test(at) && Number(at) <= latestMs && isAction(action)
    ? { at: Number(at), action }
    : undefined;
}

function typed(text: string, type: "string" | "number" | "boolean"): string | number | boolean {
  if (type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
