import { expect } from "chai";
import { parkedBy } from "../parked-messages.ts";
import { allAbout, asJson, countsOf, countTable, listOf } from "../text.ts";
import { rawMessage } from "./conformance.ts";

const of = (name: string, headers = {}) => parkedBy("payments", rawMessage(name, headers));

describe("The text about parked messages", () => {
  it("is a line for each message", () => {
    expect(listOf([of("a"), of("b", { "x-attempt": 6, "x-redriven": 2 })])).to.deep.equal([
      "service   reason         attempts  redriven  parked                    first seen                type                    order    id",
      "payments  unprocessable  1         0         2026-01-02T18:00:01.000Z  2026-01-02T18:00:00.000Z  orders.order-placed.v1  order-a  id-of-a",
      "payments  unprocessable  6         2         2026-01-02T18:00:01.000Z  2026-01-02T18:00:00.000Z  orders.order-placed.v1  order-b  id-of-b",
    ]);
  });

  it("is a count by service, reason and type, largest first", () => {
    const counts = countsOf([
      of("a"),
      of("b", { "x-reason": "too-large" }),
      of("c", { "x-reason": "too-large" }),
    ]);

    expect(countTable(counts)).to.deep.equal([
      "messages  service   reason         type",
      "2         payments  too-large      orders.order-placed.v1",
      "1         payments  unprocessable  orders.order-placed.v1",
    ]);
  });

  it("shows all details of one message", () => {
    const told = allAbout(
      of("a", {
        "x-redriven": 2,
        "x-redriven-by": "sam",
        "x-redriven-at": "2026-01-02T17:00:00.000Z",
        "x-redriven-why": "it was repaired",
      }),
    );

    expect(told.slice(0, 9)).to.deep.equal([
      "payments id-of-a",
      "  type        orders.order-placed.v1",
      "  order       order-a",
      "  reason      unprocessable",
      "  error       this is about a",
      "  attempts    1",
      "  first seen  2026-01-02T18:00:00.000Z",
      "  parked      2026-01-02T18:00:01.000Z",
      "  redriven    2 times, last by sam at 2026-01-02T17:00:00.000Z: it was repaired",
    ]);
    expect(told).to.include.members([
      "  stack       Error: this is about it",
      "                  at onOrderPlaced",
      '                "name": "a"',
    ]);
  });

  it("cannot control the terminal, add lines, or reverse the text direction", () => {
    const nasty = "\u001b[2Jgone\u0007\n\u202egnirts\u0085";
    const parked = parkedBy("payments", {
      messageId: nasty,
      headers: { "x-error": nasty, "x-parked-at": nasty },
      body: new TextEncoder().encode(nasty),
    });
    const all = [...listOf([parked]), ...allAbout(parked)].join("");

    expect(all).not.to.match(/\p{C}/u);
    expect(all).to.include("\\u{1b}[2Jgone\\u{7} \\u{202e}gnirts\\u{85}");
    expect(listOf([parked])).to.have.length(2);
  });

  it("truncates a long body, and shows a binary one as base64", () => {
    const long = parkedBy("payments", { messageId: "a", headers: {}, body: Buffer.alloc(200_000, "x") });
    const binary = parkedBy("payments", { messageId: "b", headers: {}, body: new Uint8Array([0xff, 0xfe]) });

    expect(allAbout(long).join("\n")).to.have.length.below(21_000);
    expect(allAbout(long).at(-1)).to.equal("              (200000 bytes; --json shows all)");
    expect(allAbout(binary).at(-1)).to.equal("  body        (not UTF-8; base64) //4=");
  });

  it("is complete as JSON, with the body as text if it is UTF-8", () => {
    const binary = parkedBy("payments", { messageId: "b", headers: {}, body: new Uint8Array([0xff, 0xfe]) });

    expect(asJson(of("a"))).to.deep.include({
      id: "id-of-a",
      reason: "unprocessable",
      headers: rawMessage("a").headers,
    });
    expect(asJson(of("a"))).to.have.property("body", new TextDecoder().decode(rawMessage("a").body));
    expect(asJson(binary)).to.include({ bodyBase64: "//4=" });
  });
});
