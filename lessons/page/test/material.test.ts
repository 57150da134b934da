import { expect } from "chai";
import { blocksOf } from "#stage/page/build/blocks.ts";
import { lessonNamed } from "../../index.ts";
import { isClaimed } from "../../lesson.ts";
import { readMaterial } from "../build/material.ts";

describe("What the lessons' page shows", () => {
  const { chapters, questions, russian } = readMaterial();
  const pages = chapters.flatMap(({ lessons }) => lessons);

  it("has an answer for each of the ninety questions", () => {
    const empty = questions.filter(({ answer }) => answer.length === 0);
    expect(empty.map(({ number }) => number)).to.deep.equal([]);
  });

  it("has recorded numbers, each within the claim, where a tab cannot run the lesson", () => {
    const elsewhere = pages.filter(({ runsInTab }) => !runsInTab);
    expect(elsewhere.map(({ name }) => name))
      .to.include("unroutable")
      .and.include("contract");
    const wrong = elsewhere.filter(({ predictions, recorded }) =>
      predictions.some(
        (prediction, i) =>
          !isClaimed(prediction, "off", recorded[i]?.[0]) || !isClaimed(prediction, "on", recorded[i]?.[1]),
      ),
    );
    expect(wrong.map(({ name }) => name)).to.deep.equal([]);
  });

  it("shows the responsible line with its number", () => {
    const { because } = pages.find(({ name }) => name === "outbox") ?? {};
    expect(because?.lines[because.line - because.first]).to.include(lessonNamed("outbox").because?.name);
  });

  it("names lines of code, not comments about them", () => {
    const comments = pages.filter(({ because }) =>
      /^\s*(\/?\*|\/\/)/.test(because?.lines[because.line - because.first] ?? ""),
    );
    expect(comments.map(({ name }) => name)).to.deep.equal([]);
  });

  it("has titles, incidents, predictions and questions in Russian", () => {
    const { hook, predictions, title } = lessonNamed("outbox");
    for (const text of [title, hook, predictions[0].ask, questions[0]?.ask ?? ""])
      expect(russian[text], text).to.match(/[а-я]{3}/);
  });

  it("opens the OFF side on the page where the stage can play it", () => {
    const preset = (name: string) => pages.find((page) => page.name === name)?.preset;
    expect(preset("outbox")).to.deep.equal({ story: "crash-before-publishing", without: "outbox" });
    expect(preset("fifteen-minutes")).to.equal(undefined);
  });
});

describe("An answer", () => {
  it("is split into paragraphs, lists, tables and drawings", () => {
    const text =
      "One\nline.\n\n- first\n- second,\n  longer\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```text\nA -> B\n\nC\n```\n";
    expect(blocksOf(text)).to.deep.equal([
      { kind: "text", text: "One line." },
      { kind: "list", items: ["first", "second, longer"] },
      {
        kind: "table",
        rows: [
          ["a", "b"],
          ["1", "2"],
        ],
      },
      { kind: "code", text: "A -> B\n\nC" },
    ]);
  });

  it("shows a flowchart as a table of its arrows", () => {
    const drawing = [
      "```mermaid",
      "flowchart LR",
      '  client(["client<br><small>has an id</small>"])',
      '  subgraph after ["after: one commit"]',
      '    client -->|"send: id, text"| api["message service"]',
      "    api -.->|one commit| database",
      "  end",
      "```",
    ];
    expect(blocksOf(drawing.join("\n"))).to.deep.equal([
      { kind: "text", text: "**after: one commit**" },
      {
        kind: "table",
        rows: [
          ["from", "what", "to"],
          ["client (has an id)", "send: id, text", "message service"],
          ["message service", "one commit", "database"],
        ],
      },
    ]);
  });

  it("fails the build for a drawing that is not understood", () => {
    expect(() => blocksOf("```mermaid\nflowchart LR\n  a --o b\n```")).to.throw("not understood:   a --o b");
  });
});
