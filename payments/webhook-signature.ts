import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * How far a signature's timestamp may be from our clock, in milliseconds. The provider documents 5 minutes.
 */
const signatureToleranceMs = 5 * 60_000;

/**
 * What is wrong with a webhook's signature; undefined if the provider signed exactly these bytes within the
 * tolerance. The header is `t=<seconds since 1970>,v1=<hex>`, where the hex is the HMAC-SHA-256 of
 * `<seconds>.<body>`. There may be several `v1` while the provider rotates its secret.
 */
export function signatureProblem(of: {
  readonly header: string | undefined;
  readonly body: Uint8Array;
  /** The valid secrets: one, or two while it is being rotated. */
  readonly secrets: readonly string[];
  /** The current time in milliseconds since 1970. */
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
    return "the signature is more than 5 minutes from our time: sign the webhook again";
  }
  return undefined;
}
