import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Parser } from "@asyncapi/parser";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect } from "chai";
import { contractsFolder, currentContracts } from "#tooling/testing/contracts-tree.ts";
import { hears } from "../../hears.ts";

describe("The AsyncAPI document", () => {
  let text: string;

  before(async () => {
    text = await readFile(join(contractsFolder, "generated", "asyncapi.json"), "utf8");
  });

  it("is valid for AsyncAPI's own parser, including payloads", async () => {
    const { document, diagnostics } = await new Parser().parse(text);
    expect(diagnostics).to.deep.equal([]);
    expect(document?.version()).to.equal("3.1.0");
    const { events } = await currentContracts();
    expect(document?.channels().all()).to.have.length(events.length);
    const heard = Object.values(hears).flat();
    expect(document?.operations().all()).to.have.length(events.length + heard.length);
  });

  it("has a valid example of every message (which the parser does not check)", async () => {
    const document = JSON.parse(text);
    expect(misfits(document)).to.deep.equal([]);
    const { events } = await currentContracts();
    expect(Object.keys(document.components.messages)).to.have.length(events.length);
  });

  it("is refused with an invalid example", () => {
    const wrong = text.replace('"chargeId": "ch_', '"chargeID": "ch_');
    expect(misfits(JSON.parse(wrong))).to.deep.equal(["payments.payment-refunded.v1"]);
  });

  it("is invalid if a payload is not a schema", async () => {
    const { diagnostics } = await new Parser().parse(text.replace('"maxLength": 100', '"maxLength": "100"'));
    expect(diagnostics.filter(({ severity }) => severity === 0)).to.not.deep.equal([]);
  });
});

interface Document {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly examples?: readonly { payload: unknown }[] }>>;
  };
}

/** The messages without an example, or with one that does not fit. */
function misfits(document: Document): readonly string[] {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv, ["uuid", "date-time", "email", "uri"]);
  ajv.addSchema(document, "document");
  return Object.entries(document.components.messages)
    .filter(([type, { examples = [] }]) => {
      const payload = { $ref: `document#/components/messages/${type}/payload` };
      return examples.length === 0 || examples.some((one) => !ajv.validate(payload, one.payload));
    })
    .map(([type]) => type);
}
