import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The answer to one of the ninety questions, in its parts, as docs/questions has it. */
export interface Answer {
  readonly number: number;
  /** The document that has it, from the root of the repository. */
  readonly file: string;
  /** The question. */
  readonly ask: string;
  /** What to say in 30 seconds. */
  readonly aloud: string;
  /** The long answer, in Markdown: with its traps, and where the code shows it. */
  readonly long: string;
  /** What is often said wrongly. */
  readonly traps: readonly string[];
  /** Where the code shows it, each as `file:line name`. */
  readonly code: readonly string[];
  /** What an interviewer asks next, each with its answer, in Markdown. */
  readonly next: readonly AskedNext[];
  /** The drawing or the table of a question that asks for one, in Markdown. */
  readonly board: string | undefined;
}

export interface AskedNext {
  readonly ask: string;
  readonly answer: string;
}

const folder = fileURLToPath(new URL("../../../docs/questions/", import.meta.url));

/** The ninety answers, by number. */
export function answers(): ReadonlyMap<number, Answer> {
  const documents = readdirSync(folder).map((name) => ({
    file: `docs/questions/${name}`,
    text: readFileSync(`${folder}${name}`, "utf8"),
  }));
  const boards = new Map(documents.flatMap(({ text }) => sectionsOf(text, "##")));
  return new Map(
    documents.flatMap(({ file, text: document }) =>
      sectionsOf(document, "###").map(([number, [ask, text]]) => [
        number,
        { ...answerOf(number, ask, text), board: boards.get(number)?.[1], file },
      ]),
    ),
  );
}

type Section = readonly [number: number, [title: string, text: string]];

/** The sections of a document whose headings begin with a number. */
const sectionsOf = (document: string, level: "##" | "###"): readonly Section[] =>
  document
    .split(new RegExp(`^${level} (?=\\d+\\. )`, "m"))
    .slice(1)
    .map((section) => {
      const [, number, title = "", text = ""] = /^(\d+)\. ([^\n]*)\n(.*)$/s.exec(section) ?? [];
      return [Number(number), [title, text.trim()]];
    });

/** Takes an answer apart: a paragraph to say aloud, the long answer, what is asked next, and below it the experiments, which are left out. */
function answerOf(number: number, ask: string, text: string): Omit<Answer, "board" | "file"> {
  const [, aloud = "", rest = ""] =
    /^\*\*Aloud, in 30 seconds\.\*\* (.*?)\n\n(.*)$/s.exec(withoutQuotation(text)) ?? [];
  const [long = "", list = ""] = rest.split("\n\n**Asked next**\n\n");
  const plain = long.replaceAll(/\s+/g, " ");
  return {
    number,
    ask,
    aloud: aloud.replaceAll("\n", " "),
    long: long.trim(),
    traps: [...plain.matchAll(/\*\*Trap:\*\* (.*?[.?!])(?= |$)/g)].map(([, trap = ""]) => trap),
    next: nextOf(list),
    code: [...plain.matchAll(/`([\w./-]+\.\w+:\d+ [^`]+)`/g)].map(([, reference = ""]) => reference),
  };
}

/** An answer without its experiments. */
export const withoutQuotation = (section: string): string =>
  section
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join("\n")
    .trimEnd();

/** The items of a list such as `- *Which command?* One answer.` */
const nextOf = (list: string): readonly AskedNext[] =>
  list
    .split(/^- /m)
    .slice(1)
    .map((text) => {
      const [, ask = "", answer = ""] =
        /^\*(.+?[.?])\* (.*)$/s.exec(text.replaceAll(/\s+/g, " ").trim()) ?? [];
      return { ask, answer };
    });
