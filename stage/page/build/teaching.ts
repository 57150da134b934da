import { readdirSync, readFileSync } from "node:fs";
import { services } from "#contracts/hears.ts";
import { questionsInUse } from "../model/concepts.ts";
import type { Source, Teaching } from "../model/teaching.ts";
import { answers } from "./answers.ts";
import { blocksOf } from "./blocks.ts";

/** Reads from the repository what the page teaches: the source of each reaction, and the questions in use. */
export const readTeaching = (): Teaching => ({ sources: sourcesOf(), questions: questionsOf() });

const declaration = /\breaction\(\s*("[^"]+"|[A-Za-z]+),/;
const local = /\b(\w+) = (?:command|timer|end)(?:<(?:[^<>]|<[^>]*>)*>)?\(\s*"([^"]+)"/g;

function sourcesOf(): Teaching["sources"] {
  const found: Record<string, Source> = {};
  for (const service of services) {
    const files = readdirSync(service).filter((file) => file.endsWith(".ts"));
    const texts = files.map((file) => ({
      file: `${service}/${file}`,
      text: readFileSync(`${service}/${file}`, "utf8"),
    }));
    const types = new Map(
      texts.flatMap(({ text }) => [...text.matchAll(local)].map(([, name, type]) => [name, type])),
    );
    for (const { file, text } of texts) {
      const named = declaration.exec(text)?.[1];
      const type = named?.startsWith('"') ? named.slice(1, -1) : types.get(named);
      if (type) found[`${service} ${type}`] = decision(text, texts) ?? excerpt(file, text);
    }
  }
  return found;
}

/** The function that decides, if a reaction only calls one that decides for several of them. */
function decision(reaction: string, texts: readonly { file: string; text: string }[]): Source | undefined {
  const [, name] = /^ {2}react: .* => (when\w+)\(/m.exec(reaction) ?? [];
  for (const { file, text } of name ? texts : []) {
    const from = text.search(new RegExp(`/\\*\\*(?:(?!\\*/)[^])*\\*/\nexport function ${name}\\b`));
    if (from < 0) continue;
    const code = text.slice(from, text.indexOf("\n}\n", from) + 2);
    return { file, line: text.slice(0, from).split("\n").length, code };
  }
  return undefined;
}

/** From the sentence above the first export that reacts to the end of the file, without imports. */
function excerpt(file: string, text: string): Source {
  const lines = text.trimEnd().split("\n");
  const reacts = lines.findIndex((line) => /\breaction\(/.test(line));
  let first = reacts;
  while (first > 0 && !/^export /.test(lines[first] ?? "")) first -= 1;
  while (first > 0 && /^(\/\*\*| \*)/.test(lines[first - 1] ?? "")) first -= 1;
  return { file, line: first + 1, code: lines.slice(first).join("\n") };
}

/** Without the experiments below an answer, and what is asked next: those are in the lessons. */
function questionsOf(): Teaching["questions"] {
  const texts = [...answers()].filter(([number]) => questionsInUse.has(number));
  return Object.fromEntries(
    texts.map(([number, { aloud, ask, file, long }]) => [
      number,
      { title: ask, answer: blocksOf(`${aloud}\n\n${long}`), file },
    ]),
  );
}
