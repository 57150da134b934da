import { createHash, randomBytes } from "node:crypto";

/** The name of this hashing scheme in the definitions. */
export const hashingAlgorithm = "rabbit_password_hashing_sha256";

/**
 * A password as RabbitMQ stores it: a salt of four bytes, then the SHA-256 of salt and password, in base64.
 * See https://www.rabbitmq.com/docs/passwords.
 */
export function hashOf(password: string, salt: Uint8Array = randomBytes(4)): string {
  const digest = createHash("sha256").update(salt).update(password, "utf8").digest();
  return Buffer.concat([salt, digest]).toString("base64");
}
