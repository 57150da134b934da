import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

/** A Markdown file. */
export interface Document {
  /** Relative to the top of the repository. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Fence {
  readonly language: string;
  readonly body: string;
  /** The text of the HTML comment above it; empty if there is none. */
  readonly mark: string;
  /** The command whose output it shows (`<!-- output: npm run … -->`); empty for any other block. */
  readonly command: string;
}

/** The npm scripts, by name. */
export const { scripts } = packageJson;

/** Every file that git does not ignore. */
export function files(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return listed.split("\n").filter((path) => path !== "" && existsSync(path));
}

/** Every Markdown file. */
export const documents = (): readonly Document[] =>
  files()
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map(documentAt);

export const documentAt = (path: string): Document => ({ path, text: readFileSync(path, "utf8") });

/** The complaints of a check about documents, each after the path of its document. */
export const wrongIn = (
  of: readonly Document[],
  check: (document: Document) => readonly string[],
): readonly string[] =>
  of.flatMap((document) => check(document).map((complaint) => `${document.path}: ${complaint}`));

const fence = /^(?:<!-- (.*?) -->\n+)?^```(\S*)\n(.*?)^```$/gms;

export const fencesOf = ({ text }: Document): readonly Fence[] =>
  [...text.matchAll(fence)].map(([, mark = "", language = "", body = ""]) => {
    const [, command = ""] = /^output: (.*)$/.exec(mark) ?? [];
    return { mark, command, language, body };
  });

/** The text without its fenced blocks. */
export const proseOf = ({ text }: Document): string => text.replace(fence, "");

/** The relative addresses of a document's links. Those that lead to the host's pages of this repository are none: `../../actions/…`. */
const linksOf = (document: Document): readonly string[] =>
  [
    ...proseOf(document)
      .replace(/`[^`\n]*`/g, "code")
      .matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g),
  ]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:|^\.\.\/\.\.\/actions\//.test(target));

/** Links to a file, a folder or a heading that does not exist. */
export const brokenLinksOf = (document: Document): readonly string[] =>
  linksOf(document).filter((target) => {
    const [file = "", anchor] = decodeURIComponent(target).split("#");
    const path = file === "" ? document.path : join(dirname(document.path), file);
    if (!existsSync(path)) return true;
    return anchor !== undefined && path.endsWith(".md") && !anchorsOf(documentAt(path)).includes(anchor);
  });

/** The names of the npm scripts that a text mentions. */
export const scriptsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name),
  ...[...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name = ""]) => name),
];

/** The names of the stories that a document mentions: story `delivered`, or --story delivered. */
export const storiesIn = ({ text }: Document): readonly string[] => [
  ...[...text.matchAll(/\bstor(?:y|ies)\s+((?:`[a-z-]+`(?:,\s+|\s+and\s+)?)+)/g)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name),
  ),
  ...[...text.matchAll(/--story ([a-z][a-z-]*)/g)].map(([, name = ""]) => name),
];

/** The names of the guarantees that a document switches off. */
export const withoutsIn = ({ text }: Document): readonly string[] =>
  [...text.matchAll(/--without ([a-z][a-z-]*)/g)].map(([, name = ""]) => name);

const diagrams =
  /^(graph|flowchart) (LR|RL|TB|TD|BT)\n|^(stateDiagram-v2|sequenceDiagram|erDiagram|classDiagram)\n/;

/** Mermaid blocks that are not a diagram, or an empty one. */
export const brokenDiagramsOf = (document: Document): readonly string[] =>
  fencesOf(document)
    .filter(({ language }) => language === "mermaid")
    .filter(({ body }) => !diagrams.test(body) || body.trim().split("\n").length < 2)
    .map(({ body }) => `a Mermaid block begins with ${body.split("\n")[0]}`);

/** The anchors of a document's headings, as GitHub derives them. */
export const anchorsOf = (document: Document): readonly string[] =>
  [...proseOf(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
