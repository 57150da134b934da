import colors from "picocolors";
import { nearest } from "#tooling/terminal/nearest.ts";
import type { Dialog } from "../learn/dialog.ts";
import { excerptOf } from "../learn/source.ts";
import { item, wrap } from "../learn/text.ts";
import { type Case, type LookName, lookNames } from "./case.ts";
import { complaintsOf } from "./complaints.ts";
import { look, lookCalled } from "./looks.ts";
import { isSentence, pointsFor, pointsRule, pointsText } from "./points.ts";
import type { Scene } from "./scene.ts";
import { type SuspectName, suspectNames, suspects } from "./suspects.ts";

/** How a case ended. */
export interface CaseResult {
  readonly solved: boolean;
  /** From 0 to 4. */
  readonly points: number;
  readonly looks: readonly LookName[];
  readonly hints: number;
  readonly wrongGuesses: number;
}

const help = [
  "look order 7        what happened to order #7",
  "look documents 7    its documents in every service; also: look documents couriers",
  "look processed 7    which messages about it each service has recorded",
  "look outbox | timers | queues | parked",
  "look ledger         the provider's; or: look ledger 7",
  "suspects            the twenty of them",
  "say …               what you know so far, in a sentence: it buys a hint",
  "guess …             a suspect by number; you are then asked why: a sentence on what you saw",
  ...pointsRule.map((line) => `                    ${line}`),
  "give up             ends the case with its solution",
  "q                   leaves; the case stays open",
];

const commands = ["look", "suspects", "say", "guess", "give up", "help", "q"];

/** Takes a case with the learner, until it is solved or given up. */
export async function takeCase(
  theCase: Case,
  scene: Scene,
  dialog: Dialog,
  width: number,
): Promise<CaseResult> {
  const looked: LookName[] = [];
  let hints = 0;
  let wrongGuesses = 0;
  dialog.say(colors.bold(`\nCase ${theCase.number}`));
  for (const complaint of complaintsOf(scene)) dialog.say(item("·", complaint, width));
  dialog.say(`\nType ${colors.cyan("help")} for what you can do.`);
  for (;;) {
    const [command = "", ...words] = (await dialog.ask("\n> ")).split(/\s+/);
    const rest = words.join(" ");
    if (command === "look") {
      const name = looking(scene, words, dialog, width);
      if (name) looked.push(name);
    } else if (command === "suspects") dialog.say(suspectsText());
    else if (command === "say") {
      if (!isSentence(rest)) dialog.say("Say it in a sentence, of three words or more.");
      else {
        dialog.say(wrap(theCase.hints[Math.min(hints, theCase.hints.length - 1)] ?? "", width));
        hints += 1;
      }
    } else if (command === "guess") {
      const suspect = suspectCalled(rest);
      if (!suspect) dialog.say(`Guess a number from 1 to ${suspectNames.length}: see suspects.`);
      else if (!isSentence(await dialog.ask("Because (a sentence: what did you see?) ")))
        dialog.say("A guess needs evidence, in three words or more: what did you see?");
      else if (suspect !== theCase.guilty) {
        wrongGuesses += 1;
        dialog.say("No: with that, the evening would have ended differently.");
      } else return ended(theCase, { solved: true, looks: looked, hints, wrongGuesses }, dialog, width);
    } else if (`${command} ${rest}` === "give up") {
      return ended(theCase, { solved: false, looks: looked, hints, wrongGuesses }, dialog, width);
    } else dialog.say(helpFor(command));
  }
}

function helpFor(command: string): string {
  if (command === "" || command === "help") return help.map((line) => `  ${line}`).join("\n");
  const meant = nearest(command, [...commands, ...lookNames]);
  const isLook = lookNames.some((name) => name === meant);
  const hint = meant ? `Did you mean ${isLook ? `look ${meant}` : meant}? All commands: help.` : "See help.";
  return `There is no command ${command}. ${hint}`;
}

function looking(
  scene: Scene,
  [name = "", target]: readonly string[],
  dialog: Dialog,
  width: number,
): LookName | undefined {
  try {
    const called = lookCalled(name);
    dialog.say(
      look(scene, called, target)
        .map((line) => folded(line, width))
        .join("\n"),
    );
    return called;
  } catch (error) {
    dialog.say(wrap(error instanceof Error ? error.message : String(error), width));
    return undefined;
  }
}

/** Breaks a line that is too wide between words, or between the fields of a document; the rest of it is indented. */
function folded(line: string, width: number): string {
  const lines: string[] = [];
  let current = "";
  for (const part of line.split(/(?<=,)(?=["{])|(?<= )/)) {
    if (current.trim() !== "" && current.length + part.trimEnd().length > width) {
      lines.push(current.trimEnd());
      current = "    ";
    }
    current += part;
  }
  return [...lines, current].join("\n");
}

const suspectsText = (): string =>
  suspectNames.map((name, i) => `  ${String(i + 1).padStart(2)}  ${suspects[name]}`).join("\n");

const suspectCalled = (text: string): SuspectName | undefined =>
  suspectNames.find((name, i) => text === String(i + 1) || text === name);

/** The points, and the epilogue: what it was, how it is found, and the line that prevents it as shipped. */
function ended(theCase: Case, found: Omit<CaseResult, "points">, dialog: Dialog, width: number): CaseResult {
  const { epilogue, guilty, lesson, path, shipped } = theCase;
  const points = pointsFor(theCase, found);
  const { place, text } = excerptOf(shipped);
  dialog.say(
    [
      colors.bold(found.solved ? `\nSolved: ${points} of 4 points.` : "\nIt was:"),
      ...(found.solved ? [wrap(`${pointsText(theCase, found)}.`, width, "  ")] : []),
      wrap(`${suspects[guilty]}.`, width, "  "),
      "",
      wrap(epilogue, width, "  "),
      "",
      colors.bold("How it is found"),
      ...path.map(({ look, of, shows }) =>
        item("·", `look ${[look, of ?? ""].join(" ").trim()}: ${shows}`, width),
      ),
      "",
      `${colors.bold("As shipped")}  ${colors.cyan(place)}`,
      text,
      "",
      `The lesson: ${colors.cyan(`npm run learn -- ${lesson}`)}`,
    ].join("\n"),
  );
  return { ...found, points };
}
