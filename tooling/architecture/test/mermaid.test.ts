import { expect } from "chai";
import fc from "fast-check";
import { type Arrow, flowchart, withoutShortcuts } from "../mermaid.ts";

describe("A flowchart", () => {
  it("has boxes, boxes inside boxes, and arrows", () => {
    const drawn = flowchart(
      "LR",
      [
        { name: "ada", shape: "person" },
        { name: "house", text: "our house", inside: [{ name: "kitchen" }] },
      ],
      [{ from: "ada", to: "kitchen", label: "orders" }],
    );
    expect(drawn.split("\n")).to.deep.equal([
      "flowchart LR",
      '  ada(["ada"])',
      '  subgraph house ["our house"]',
      '    kitchen["kitchen"]',
      "  end",
      "  ada -->|orders| kitchen",
    ]);
  });

  it("has no arrow to a box that is not drawn", () => {
    const draw = () => flowchart("LR", [{ name: "ada" }], [{ from: "ada", to: "kitchen" }]);
    expect(draw).to.throw('the arrow from ada to kitchen needs a box "kitchen": draw it');
  });
});

describe("Arrows without shortcuts", () => {
  it("leave out what follows from others", () => {
    const [ab, bc, ac] = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ];
    expect(withoutShortcuts([ab, bc, ac])).to.deep.equal([ab, bc]);
  });

  it("lead from each box to the same boxes as before, when there is no cycle", () => {
    const acyclic = fc
      .uniqueArray(fc.tuple(fc.nat(6), fc.nat(6)), { selector: String })
      .map((pairs) =>
        pairs.filter(([from, to]) => from < to).map(([from, to]) => ({ from: `${from}`, to: `${to}` })),
      );
    fc.assert(
      fc.property(acyclic, (arrows) => {
        expect(reachable(withoutShortcuts(arrows))).to.deep.equal(reachable(arrows));
      }),
    );
  });
});

/** Every pair of boxes between which there is a path, in order. */
function reachable(arrows: readonly Arrow[]): readonly string[] {
  const pairs = new Set(arrows.map(({ from, to }) => `${from} ${to}`));
  for (let size = -1; size !== pairs.size; ) {
    size = pairs.size;
    for (const pair of [...pairs])
      for (const { from, to } of arrows)
        if (pair.endsWith(` ${from}`)) pairs.add(`${pair.split(" ")[0]} ${to}`);
  }
  return [...pairs].sort();
}
