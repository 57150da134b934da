import { PassThrough } from "node:stream";
import { expect } from "chai";
import { Interrupted, terminalDialog } from "../dialog.ts";

describe("The dialog on a terminal", () => {
  it("answers its questions, in order, with what was typed before them, but for empty lines", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const dialog = terminalDialog(input, output);
    input.write("look ledger\n\nsuspects\n");
    expect(await dialog.ask("> ")).to.equal("look ledger");
    expect(await dialog.ask("> ")).to.equal("suspects");
    const third = dialog.ask("> ");
    input.write("\n");
    expect(await third).to.equal("");
    dialog.close();
  });

  it("is interrupted at the end of the input", async () => {
    const input = new PassThrough();
    const dialog = terminalDialog(input, new PassThrough());
    const answer = dialog.ask("> ").catch((error: unknown) => error);
    input.end();
    expect(await answer).to.be.instanceOf(Interrupted);
  });
});
