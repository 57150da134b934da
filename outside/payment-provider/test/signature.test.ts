import { expect } from "chai";
import { signWith } from "../webhooks/signature.ts";

const sign = signWith("whsec_0123456789abcdef");

/** The expected values were computed by `openssl dgst -sha256 -hmac`. */
describe("payment provider: the signature of a webhook", () => {
  it("is the HMAC-SHA-256 of the seconds, a dot and the body", () => {
    expect(sign('{"id":"evt_1","type":"charge.succeeded"}', 1_767_377_045_678)).to.equal(
      "t=1767377045,v1=018deb8700b0f079975b43b7ab22c401a5742860d1c1964548fc9baa5d04f307",
    );
  });

  it("reads the body as UTF-8", () => {
    expect(sign('{"name":"Café"}', 1_767_377_045_678)).to.equal(
      "t=1767377045,v1=abc13fd472869061e388d573ffe30b07e3416e63d279d34b230e012bf48e3930",
    );
  });
});
