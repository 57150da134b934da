import { expect } from "chai";
import fc from "fast-check";
import { byteLength, cutToBytes } from "../bytes.ts";

/** The longest prefix of whole characters that fits, one character after another. */
function prefixOf(text: string, bytes: number): string {
  let prefix = "";
  for (const character of text) {
    if (byteLength(prefix + character) > bytes) break;
    prefix += character;
  }
  return prefix;
}

describe("A text that is cut to some bytes", () => {
  it("keeps its first characters, and never half of one", () => {
    expect(byteLength("aé€😀")).to.equal(1 + 2 + 3 + 4);
    const cuts = Array.from({ length: 12 }, (_, bytes) => cutToBytes("aé€😀", bytes));
    expect(cuts).to.deep.equal([
      "",
      "a",
      "a",
      "aé",
      "aé",
      "aé",
      "aé€",
      "aé€",
      "aé€",
      "aé€",
      "aé€😀",
      "aé€😀",
    ]);
  });

  it("keeps a byte order mark, which is a character like any other", () => {
    expect(cutToBytes("\uFEFFname", 5)).to.equal("\uFEFFna");
  });

  it("is empty if less than nothing is left for it", () => {
    expect(cutToBytes("name", -1)).to.equal("");
  });

  it("is the longest prefix that fits, for any text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", "\uFEFF"), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.nat(100), (whole, bytes) => {
        expect(cutToBytes(whole, bytes)).to.equal(prefixOf(whole, bytes));
      }),
    );
  });
});
