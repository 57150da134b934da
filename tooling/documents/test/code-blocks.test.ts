import { expect } from "chai";
import { showsLinesOf, statementIn, wrongBlocksOf } from "../code-blocks.ts";
import { documents, wrongIn } from "../documents.ts";

describe("TypeScript in a document", () => {
  it("comes from a file that the compiler checks", () => {
    expect(wrongIn(documents(), wrongBlocksOf)).to.deep.equal([]);
  });

  const wrong = (mark: string, code: string) =>
    wrongBlocksOf({ path: "a.md", text: `${mark}\n\`\`\`ts\n${code}\n\`\`\`\n` });
  const file = "tooling/rules/folders.ts";

  it("names its file", () => {
    expect(wrong("Text.", "cook();")).to.deep.equal([
      'the block that begins with "cook();" names no file: write <!-- source: path/to/file.ts --> above it',
    ]);
  });

  it("names a file that exists", () => {
    expect(wrong("<!-- source: no.ts -->", "cook();")).to.deep.equal([
      'the block that begins with "cook();" names no.ts, which does not exist',
    ]);
  });

  it("shows what the file contains", () => {
    expect(
      wrong(`<!-- source: ${file} -->`, 'import { services } from "#contracts/hears.ts";'),
    ).to.deep.equal([]);
    expect(wrong(`<!-- source: ${file} -->`, "cook();")).to.deep.equal([
      `the block that begins with "cook();" differs from ${file}`,
    ]);
  });

  it("shows the declaration that it names", () => {
    expect(wrong(`<!-- source: ${file} folders -->`, "cook();")).to.deep.equal([
      `the block that begins with "cook();" differs from folders in ${file}: npm run documents renews it`,
    ]);
    expect(wrong(`<!-- source: ${file} kitchens -->`, "cook();")).to.deep.equal([
      `the block that begins with "cook();" names kitchens, which ${file} does not declare`,
    ]);
  });
});

describe("Lines of a file", () => {
  const code = ["function cook() {", "  heat();", "  stir();", "  serve();", "}", ""].join("\n");

  it("are shown without their indentation", () => {
    expect(showsLinesOf(code, "heat();\nstir();\n")).to.equal(true);
  });

  it("are shown with gaps that are marked", () => {
    expect(showsLinesOf(code, "function cook() {\n  // …\n  serve();\n}\n")).to.equal(true);
  });

  it("are not shown in another order, or with a gap that is not marked", () => {
    expect(showsLinesOf(code, "serve();\n// …\nheat();\n")).to.equal(false);
    expect(showsLinesOf(code, "heat();\nserve();\n")).to.equal(false);
  });
});

describe("A statement of a file", () => {
  const code = [
    "const oven = 1;",
    "export const menu = (zone: string) =>",
    "  list(zone)",
    "    .sort();",
    "describe('a kitchen', () => {",
    "  it('is hot', () => {",
    "    expect(oven).to.equal(1);",
    "  });",
    "});",
    "",
  ].join("\n");

  it("is found by the name that it declares", () => {
    expect(statementIn(code, "oven")).to.equal("const oven = 1;\n");
    expect(statementIn(code, "menu")).to.equal(
      "export const menu = (zone: string) =>\n  list(zone)\n    .sort();\n",
    );
  });

  it("is found by how it begins, and loses its indentation", () => {
    expect(statementIn(code, "it('is hot'")).to.equal(
      "it('is hot', () => {\n  expect(oven).to.equal(1);\n});\n",
    );
  });

  it("is not found by a name that it only mentions", () => {
    expect(statementIn(code, "expect")).to.equal(undefined);
  });
});
