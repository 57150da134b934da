import { createHmac, timingSafeEqual } from "node:crypto";

/** How far the time of a signature may be from ours, in milliseconds. The provider says 5 minutes. */
const signatureToleranceMs = 5 * 60_000;

/**
 * What is wrong with a webhook's signature, as a sentence; undefined when the provider has signed exactly
 * these bytes just now. The header reads `t=<seconds since 1970>,v1=<hex>`, the hex being the HMAC-SHA-256 of
 * `<seconds>.<body>`; there may be several `v1`, while the provider changes its secret.
 */
export function signatureProblem(of: {
  readonly header: string | undefined;
  readonly body: Uint8Array;
  /** The secrets that hold at this moment: one, or two while it is being changed. */
  readonly secrets: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}): string | undefined {
  if (!of.header) return "the header Provider-Signature is missing";
  const parts = of.header.split(",", 10).map((part) => part.trim());
  const seconds = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2);
  const signatures = parts.filter((part) => /^v1=[0-9a-f]{64}$/.test(part)).map((part) => part.slice(3));
  if (!seconds || signatures.length === 0) {
    return "the header Provider-Signature must read t=<seconds since 1970>,v1=<64 hex digits>";
  }
  const expected = of.secrets.map((secret) =>
    createHmac("sha256", secret).update(`${seconds}.`).update(of.body).digest(),
  );
  const given = signatures.map((hex) => Buffer.from(hex, "hex"));
  const genuine = expected.flatMap((one) => given.map((other) => timingSafeEqual(one, other))).includes(true);
  if (!genuine) return "the signature does not match the body";
  if (Math.abs(of.now - Number(seconds) * 1_000) > signatureToleranceMs) {
    return "the signature is more than 5 minutes away from our time: sign it anew";
  }
  return undefined;
}
