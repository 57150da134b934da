import { expect } from "chai";
import { killServices, startService } from "./process.ts";

describe("A service with a wrong environment", () => {
  afterEach(killServices);

  it("reports all errors together without secrets, and exits with 2", async () => {
    const payments = startService("payments", {
      RABBITMQ_URL: "localhost",
      JWT_SECRET: "too short",
      PORT: "http",
      PAYMENT_EXPIRY: "15 minutes",
      PROVIDER_URL: "ftp://provider",
    });
    const { status, said } = await payments.ended();

    expect(status).to.equal(2);
    expect(
      said
        .trim()
        .split("\n")
        .map((line) => line.replace(/ \([^(]*$/, "").trim()),
    ).to.deep.equal([
      "payments cannot start: these environment variables are missing or wrong:",
      "RABBITMQ_URL is set to 9 characters: it must be text like ^amqps?://",
      "MONGODB_URL is not set: it must be text like ^mongodb(\\+srv)?://",
      "JWT_SECRET is set to 9 characters: it must be text of at least 32 characters",
      'PORT is "http": it must be a whole number from 0 to 65535',
      'PAYMENT_EXPIRY is "15 minutes": it must be text like ^[0-9]{1,6}(ms|s|m|h)$',
      'PROVIDER_URL is "ftp://provider": it must be a URL like ^https?://',
      "WEBHOOK_SECRET is not set: it must be text of at least 16 characters",
    ]);
  });

  it("is notifications without a mail server", async () => {
    const { status, said } = await startService("notifications", {}).ended();

    expect(status).to.equal(2);
    expect(said).to.include(
      "SMTP_URL is not set: it must be text like ^smtps?:// (the mail server: smtp://localhost:1025)",
    );
  });

  it("is couriers with a time that has no unit", async () => {
    const { status, said } = await startService("couriers", { TRAVEL_TIME: "15" }).ended();

    expect(status).to.equal(2);
    expect(said).to.include('TRAVEL_TIME is "15"');
    expect(said).to.include("(how long a ride takes, such as 500ms, 10s, 15m, 1h)");
  });
});
