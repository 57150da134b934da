import { expect } from "chai";
import { disabledGuarantees } from "#stage/guarantees/disabled-guarantees.ts";
import { stories } from "#stage/stories/index.ts";
import {
  anchorsOf,
  brokenDiagramsOf,
  brokenLinksOf,
  documents,
  fencesOf,
  files,
  scripts,
  scriptsIn,
  storiesIn,
  withoutsIn,
  wrongIn,
} from "../documents.ts";
import { lineOf, referencesOf, wrongReference } from "../line-references.ts";
import { tracesIn } from "../machine-paths.ts";
import { outputOf } from "../run-commands.ts";

const all = documents();
const outputs = all
  .flatMap((one) => fencesOf(one).map((fence) => ({ path: one.path, ...fence })))
  .filter(({ command }) => command !== "");

describe("The documents", () => {
  it("are found", () => {
    const paths = all.map(({ path }) => path);
    expect(paths).to.include.members([
      "README.md",
      "CONTRIBUTING.md",
      "orders/README.md",
      "payments/README.md",
    ]);
  });

  it("link only to files and headings that exist", () => {
    expect(wrongIn(all, brokenLinksOf)).to.deep.equal([]);
  });

  it("refer only to lines that exist and contain the name", () => {
    const wrong = wrongIn(all, (one) =>
      referencesOf(one).flatMap((reference) => wrongReference(reference) ?? []),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("mention only npm scripts that exist", () => {
    const unknown = wrongIn(all, ({ text }) =>
      scriptsIn(text).filter((name) => !Object.hasOwn(scripts, name)),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("mention only stories that exist", () => {
    const names = stories.map(({ name }) => name);
    const unknown = wrongIn(all, (one) => storiesIn(one).filter((name) => !names.includes(name)));
    expect(unknown).to.deep.equal([]);
  });

  it("switch off only guarantees that exist", () => {
    const names = disabledGuarantees.map(({ name }) => name);
    const unknown = wrongIn(all, (one) => withoutsIn(one).filter((name) => !names.includes(name)));
    expect(unknown).to.deep.equal([]);
  });

  for (const { path, command, body } of outputs) {
    it(`show what is printed: ${path}, ${command}`, async () => {
      expect(body.trimEnd()).to.equal((await outputOf(command)).trimEnd());
    });
  }

  it("have only diagrams in Mermaid blocks", () => {
    expect(wrongIn(all, brokenDiagramsOf)).to.deep.equal([]);
  });
});

describe("What is committed", () => {
  it("contains no path of the machine it was written on, and no host of a package registry", () => {
    expect(files().flatMap(tracesIn)).to.deep.equal([]);
  });
});

describe("A link", () => {
  const links = (text: string) => brokenLinksOf({ path: "README.md", text });

  it("is broken if the file, folder or heading does not exist", () => {
    expect(links("[a](no.md) [b](orders/) [c](orders/README.md#no) [d](#no)")).to.deep.equal([
      "no.md",
      "orders/README.md#no",
      "#no",
    ]);
  });

  it("is not checked in code, or if it leads to the web", () => {
    expect(links("`[a](no.md)` [b](https://example.org/no)\n\n```md\n[c](no.md)\n```\n")).to.deep.equal([]);
  });

  it("names a heading as GitHub does", () => {
    const text = "# What is `not` guaranteed?\n\n## Races, and rulings\n";
    expect(anchorsOf({ path: "a.md", text })).to.deep.equal(["what-is-not-guaranteed", "races-and-rulings"]);
  });
});

describe("A reference to a line", () => {
  const inbox = { file: "messaging/inbox/inbox.ts", symbol: "createInbox" };

  it("is wrong if the file, the line or the symbol does not exist", () => {
    expect(wrongReference({ ...inbox, line: 1, symbol: "" })).to.equal(undefined);
    expect(wrongReference({ ...inbox, line: 1, file: "no.ts" })).to.equal("no.ts does not exist");
    expect(wrongReference({ ...inbox, line: 9_999 })).to.match(/lines, so line 9999 does not exist$/);
    expect(wrongReference({ ...inbox, line: 1 })).to.match(
      /^createInbox is not at messaging\/inbox\/inbox\.ts:1/,
    );
  });

  it("is updated to the line of the declaration, not of a mention", () => {
    const line = lineOf({ ...inbox, line: 1 });
    expect(lineOf({ ...inbox, line: 9_999 })).to.equal(line);
  });

  it("is correct if the symbol is at most three lines away", () => {
    const line = lineOf({ ...inbox, line: 1 });
    expect(wrongReference({ ...inbox, line: line - 3 })).to.equal(undefined);
    expect(wrongReference({ ...inbox, line: line - 4 })).to.be.a("string");
  });
});
