import { expect } from "chai";
import { signWith } from "#outside/payment-provider/webhooks/signature.ts";
import { signatureProblem } from "../webhook-signature.ts";

const now = Date.parse("2026-01-02T18:00:00.000Z");
const minutes = 60_000;
const body = Buffer.from('{"id":"evt_1"}');
const secrets = ["whsec_1"];
const header = signWith("whsec_1")('{"id":"evt_1"}', now);

const mismatch = "the signature does not match the body";
const malformed = "the header Provider-Signature must read t=<seconds since 1970>,v1=<64 hex digits>";
const tooFar = "the signature is more than 5 minutes from our time: sign the webhook again";

describe("The signature of a webhook", () => {
  it("is valid if the provider signed these bytes just now", () => {
    expect(signatureProblem({ header, body, secrets, now })).to.equal(undefined);
  });

  it("is an HMAC that any tool can compute, such as openssl", () => {
    const v1 = "34bfd32b68157592d9d10a31780f1df23cb37aebcf4f222af9d89c64fb01c42f";
    const made = `t=1767376800,v1=${v1}`;
    expect(signatureProblem({ header: made, body, secrets, now: 1767376800_000 })).to.equal(undefined);
  });

  it("is invalid if one byte of the body was changed", () => {
    const changed = Buffer.from('{"id":"evt_2"}');
    expect(signatureProblem({ header, body: changed, secrets, now })).to.equal(mismatch);
  });

  it("is invalid if made with another secret", () => {
    const forged = signWith("whsec_2")('{"id":"evt_1"}', now);
    expect(signatureProblem({ header: forged, body, secrets, now })).to.equal(mismatch);
  });

  it("is invalid if its timestamp was changed, because the signature covers it", () => {
    const [, v1] = header.split(",");
    const moved = `t=${now / 1_000 + 60},${v1}`;
    expect(signatureProblem({ header: moved, body, secrets, now })).to.equal(mismatch);
  });

  it("is accepted for 5 minutes", () => {
    expect(signatureProblem({ header, body, secrets, now: now + 5 * minutes })).to.equal(undefined);
  });

  it("is too old a moment later: a recorded webhook cannot be replayed", () => {
    expect(signatureProblem({ header, body, secrets, now: now + 5 * minutes + 1 })).to.equal(tooFar);
  });

  it("is refused if it is further in the future than clocks may differ", () => {
    expect(signatureProblem({ header, body, secrets, now: now - 5 * minutes - 1 })).to.equal(tooFar);
  });

  it("may be made with either secret while the secret is rotated", () => {
    expect(signatureProblem({ header, body, secrets: ["whsec_2", "whsec_1"], now })).to.equal(undefined);
  });

  it("may be one of several in the header", () => {
    const [t, v1] = header.split(",");
    const several = `${t},v1=${"0".repeat(64)},${v1}`;
    expect(signatureProblem({ header: several, body, secrets, now })).to.equal(undefined);
  });

  it("may have spaces between its parts", () => {
    expect(signatureProblem({ header: header.replace(",", " , "), body, secrets, now })).to.equal(undefined);
  });

  it("has a timestamp and a hex number, with nothing before or after", () => {
    const [t = "", v1 = ""] = header.split(",");
    for (const wrong of [`x${t},${v1}`, `${t}x,${v1}`, `${t},x${v1}`, `${t},${v1}x`])
      expect(signatureProblem({ header: wrong, body, secrets, now })).to.equal(malformed);
  });

  it("must be present", () => {
    const problem = signatureProblem({ header: undefined, body, secrets, now });
    expect(problem).to.equal("the header Provider-Signature is missing");
  });

  it("must have a timestamp", () => {
    expect(signatureProblem({ header: `v1=${"0".repeat(64)}`, body, secrets, now })).to.equal(malformed);
  });

  it("must have 64 hex digits: another length is refused without a comparison", () => {
    expect(signatureProblem({ header: "t=1767376800,v1=00ff", body, secrets, now })).to.equal(malformed);
  });
});
