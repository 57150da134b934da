import { signatureHeader } from "./signature.ts";
import type { Webhook } from "./webhooks.ts";

/** Posts webhooks to a merchant's URL. Only a 2xx response counts as accepted. */
export const postTo =
  (url: string): Webhook =>
  async ({ body, signature }, signal) => {
    const headers = { "Content-Type": "application/json", [signatureHeader]: signature };
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  };
