import { signatureHeader } from "./signature.ts";
import type { Webhook } from "./webhooks.ts";

/** Delivers webhooks by HTTP to a merchant's URL: accepted is what is answered with 2xx, and nothing else. */
export const postTo =
  (url: string): Webhook =>
  async ({ body, signature }, signal) => {
    const headers = { "Content-Type": "application/json", [signatureHeader]: signature };
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  };
