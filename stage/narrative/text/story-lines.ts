import type { Story } from "../../stories/story.ts";
import type { Entry } from "../entry.ts";
import type { NarrativeLog } from "../log.ts";
import type { CompanyState } from "../state.ts";
import type { Line } from "./line.ts";
import { createNarrator, type NarratorOptions } from "./narrator.ts";
import { firstHarmed } from "./results/harm.ts";
import { entriesOfStory } from "./story-entries.ts";
import { padTo, widthOf, wrap } from "./terminal/layout.ts";
import { colorOf, colorOfOrder, type Palette } from "./terminal/palette.ts";
import { stylesOf } from "./terminal/styles.ts";
import { clockTime, count, durationText } from "./words.ts";

/** A pause of this long is folded into one line, in milliseconds. */
const pauseMs = 60_000;

/** How lines are drawn: how wide, and in which styles. */
export interface Drawing {
  readonly palette: Palette;
  /** In columns. */
  readonly width: number;
  /** How a time is written. Default: the time since the beginning. */
  readonly timeOf?: (at: number) => string;
}

/** Which steps of a story are shown, and which are marked because they did the harm. Default: all are shown, and none is marked. */
export interface Emphasis {
  readonly isShown?: (line: Line, entry: Entry) => boolean;
  readonly isHarm?: (entry: Entry) => boolean;
}

/** No line is wrapped. */
export const unlimited = Number.POSITIVE_INFINITY;

/** Tells entries one by one, as they happen. */
export function createTeller(
  beganAt: number,
  drawing: Drawing,
  options: Omit<NarratorOptions, "palette">,
): (entry: Entry) => readonly string[] {
  const narrate = createNarrator({ palette: drawing.palette, ...options });
  return (entry) => {
    const line = narrate(entry);
    return line ? drawLine(line, beganAt, drawing) : [];
  };
}

/** A finished story as lines of text. Of a crowd, the first order is followed. */
export function storyLines(
  story: Pick<Story, "crowd" | "instances">,
  log: NarrativeLog,
  drawing: Drawing,
  { isHarm = () => false, isShown = () => true }: Emphasis = {},
): readonly string[] {
  const present = log.stateAt(log.end);
  const isFollowed = followedIn(story, present);
  const narrate = createNarrator({
    palette: drawing.palette,
    present,
    follows: (subject) => isFollowed(subject) || !present.orders.has(subject),
    manyInstances: (story.instances ?? 1) > 1,
  });
  const entries = entriesOfStory(log);
  const [begins] = entries;
  const { fault } = stylesOf(drawing.palette);
  const lines = entries.flatMap((entry) => {
    // The story has announced what will be done to the company.
    const line = entry.kind === "arming" ? undefined : narrate(entry);
    if (!line || !isShown(line, entry)) return [];
    return [isHarm(entry) ? { ...line, text: `${fault("✗")} ${line.text}` } : line];
  });
  return drawLines(grouped(lines), begins?.at ?? 0, drawing);
}

/** Whether a story follows an order: of a crowd, only the first that was harmed, or else the first. */
export function followedIn(
  { crowd }: Pick<Story, "crowd">,
  present: CompanyState,
): (orderId: string) => boolean {
  const first = firstHarmed(present) ?? present.orders.keys().next().value;
  return (orderId) => !crowd || orderId === first;
}

/** Formats lines, and folds long pauses. */
export function drawLines(lines: readonly Line[], beganAt: number, drawing: Drawing): readonly string[] {
  const { palette, width } = drawing;
  let last: number | undefined;
  return lines.flatMap((line) => {
    const pause = line.at - (last ?? line.at);
    last = line.at;
    const drawn = drawLine(line, beganAt, drawing);
    if (pause < pauseMs) return drawn;
    const text = ` ${durationText(Math.round(pause / 60_000) * 60_000)} later `;
    return [
      palette.dim(`${" ".repeat(12)}··${text}${"·".repeat(Math.min(width, 100) - 14 - text.length)}`),
      ...drawn,
    ];
  });
}

/** One line: when, which order, who, and what; indented by cause. A long one is continued under its text. */
export function drawLine(line: Line, beganAt: number, drawing: Drawing): readonly string[] {
  const { palette, width, timeOf = (at) => clockTime(at - beganAt) } = drawing;
  const { at, depth, label = "", service, text, who } = line;
  const isWide = width >= 120;
  const time = palette.dim(timeOf(at).padStart(10));
  const order = padTo(label === "" ? "" : palette.bold(palette[colorOfOrder(label)](label)), 4);
  const actor = padTo(service ? palette[colorOf(service)](who) : palette.bold(who), isWide ? 16 : 14);
  const indent = " ".repeat(isWide ? 2 * Math.min(depth, 10) : Math.min(depth, 8));
  const margin = `${time}  ${order}${actor}`;
  const hanging = widthOf(time) + (isWide ? 22 : 20);
  const [first = "", ...more] = wrap(
    text,
    (width === unlimited ? width : Math.min(width, 180)) - hanging - indent.length,
    2,
  );
  return [
    `${margin}${indent}${first}`.trimEnd(),
    ...more.map((one) => `${" ".repeat(hanging)}${indent}${one}`),
  ];
}

/** People who do the same at once share a line: `40 people ✦ ends the shift`. Each order keeps its line. */
function grouped(lines: readonly Line[]): readonly Line[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const isJoint = line.tone === "person" && line.service === undefined && line.label === undefined;
    if (last && isJoint && last[0]?.text === line.text) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return group.length === 1 ? [first] : [{ ...first, who: count(group.length, "person") }];
  });
}
