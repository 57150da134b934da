import { expect } from "chai";
import { highlighted } from "../../model/highlighted.ts";

/** What is colored as a comment, line by line. */
const commentsIn = (text: string): readonly string[] =>
  highlighted(text).map((tokens) =>
    tokens
      .filter(({ type }) => type === "comment")
      .map(({ value }) => value)
      .join(""),
  );

describe("Highlighted code", () => {
  it("has its comments in one color, whatever words and quotes are in them", () => {
    const lines = ["/** The relay doesn't wait. */", "// The end", "const The = 1; // It's"];
    expect(commentsIn(lines.join("\n"))).to.deep.equal([lines[0], lines[1], "// It's"]);
  });

  it("has them also where it begins in the middle of one", () => {
    const lines = [" * The broker's", " */", "const a = 1;"];
    expect(commentsIn(lines.join("\n"))).to.deep.equal([lines[0], lines[1], ""]);
    expect(commentsIn("The end. */\nconst a = 1;")).to.deep.equal(["The end. */", ""]);
    expect(commentsIn(" * The broker's")).to.deep.equal([" * The broker's"]);
  });

  it("has none in the strings of a message", () => {
    const text = JSON.stringify({ glob: "*/5", source: "/orders", url: "http://x/*" }, null, 2);
    expect(commentsIn(text).join("")).to.equal("");
    expect(highlighted(text).map((tokens) => tokens.map(({ value }) => value).join(""))).to.deep.equal(
      text.split("\n"),
    );
  });
});
