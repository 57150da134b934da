import { expect } from "chai";
import { Misconfigured, readConfiguration } from "../configuration.ts";

describe("payment provider: configuration", () => {
  it("has defaults for host and port", () => {
    const WEBHOOK_URL = "http://payments:3000/payments/webhook";
    const WEBHOOK_SECRET = "whsec_0123456789abcdef";
    expect(readConfiguration({ WEBHOOK_URL, WEBHOOK_SECRET })).to.deep.equal({
      host: "127.0.0.1",
      port: 4000,
      webhookUrl: WEBHOOK_URL,
      webhookSecret: WEBHOOK_SECRET,
      journal: undefined,
    });
  });

  it("reports all problems together, and never shows the secret", () => {
    const environment = { PORT: "70000", HOST: "", WEBHOOK_URL: "ftp://payments", WEBHOOK_SECRET: "hush" };
    expect(() => readConfiguration(environment)).to.throw(
      Misconfigured,
      [
        'PORT is "70000": it must be a whole number from 0 to 65535',
        "HOST is empty: it must be the address to listen on, such as 127.0.0.1",
        'WEBHOOK_URL is "ftp://payments": it must be the http(s) URL to send webhooks to',
        "WEBHOOK_SECRET has 4 characters: it must have 16 or more",
      ].join("\n"),
    );
  });
});
