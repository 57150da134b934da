import { expect } from "chai";
import { htmlOf } from "../html-mail.ts";

/** The paragraphs and headings of a page, in order, as their HTML. */
const partsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:p|h1)\b[^>]*>(.*?)<\/(?:p|h1)>/gs)].map(([, part = ""]) => part);

describe("A mail as HTML", () => {
  const text = [
    "Hello Ada Lovelace,",
    "We've received your order:\n2 × Margherita\n1 × <Diavola> & more",
    "It is €25.00 in total.",
    "Order number: 17",
    "Pas de Cinq\n",
  ].join("\n\n");

  it("begins with the sender and the subject, then has the paragraphs in order, and ends with the order number", () => {
    expect(partsOf(htmlOf({ subject: "Your order", text }))).to.deep.equal([
      "Pas de Cinq",
      "Your order",
      "Hello Ada Lovelace,",
      "We've received your order:<br>2 × Margherita<br>1 × &lt;Diavola&gt; &amp; more",
      "It is €25.00 in total.",
      "Order number: 17",
    ]);
  });

  it("has no markup that came with the news", () => {
    const html = htmlOf({ subject: '"><script>alert(1)</script>', text });
    expect(html).not.to.include("<script");
    expect(html).to.include("<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>");
  });
});
