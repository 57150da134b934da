import { expect } from "chai";
import type { Message } from "../../message.ts";
import { createMetrics } from "../../telemetry/metrics.ts";
import { ann, bearer, done, filled, jars } from "./example.ts";

describe("A response", () => {
  it("that violates the OpenAPI document is a 500, reported with the violation", async () => {
    const { http, reported } = jars(done);
    const { body, status } = await http.get("/jars/drift").set("Authorization", await bearer());

    expect(status).to.equal(500);
    expect(body.type).to.equal("/problems/internal-error");
    expect(String(reported[0])).to.include("/response must NOT have additional properties");
  });

  it("never shows an error's message or stack", async () => {
    const { http, reported } = jars(done);
    const { status, text } = await http.get("/jars/broken").set("Authorization", await bearer());

    expect(status).to.equal(500);
    expect(text).not.to.match(/secret|stack|\.ts/);
    expect(String(reported[0])).to.equal("Error: secret detail");
  });

  it("is a 501 if the operation is documented, but not implemented", async () => {
    const { status } = await jars(done)
      .http.delete("/jars/x")
      .set("Authorization", await bearer());

    expect(status).to.equal(501);
  });

  it("has no Location if nothing was created", async () => {
    const nothing = async () => ({ kind: "ignored", why: "no jars today" }) as const;
    const { headers, status } = await jars(nothing)
      .http.post("/jars")
      .set("Authorization", await bearer())
      .set("Idempotency-Key", "k1")
      .send(filled);

    expect(status).to.equal(500);
    expect(headers).not.to.have.property("location");
  });

  it("forbids caching, framing and sniffing", async () => {
    const { headers } = await jars(done).http.get("/jars");

    expect(headers).to.include({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(headers).not.to.have.property("x-powered-by");
    expect(headers["content-security-policy"]).to.include("frame-ancestors 'self'");
  });

  it("is a 429 with Retry-After above the rate limit, except for health checks", async () => {
    const { http } = jars(done, { requestsPerMinute: 2 });
    await http.get("/jars");
    await http.get("/jars");
    const third = await http.get("/jars");

    expect(third.status).to.equal(429);
    expect(third.body.type).to.equal("/problems/too-many-requests");
    expect(Number(third.headers["retry-after"])).to.be.within(1, 60);
    expect((await http.get("/healthz")).status).to.equal(200);
  });
});

describe("Operators", () => {
  it("see that a service is alive and ready", async () => {
    const { http } = jars(done);

    expect((await http.get("/healthz")).body).to.deep.equal({ status: "alive" });
    expect((await http.get("/readyz")).body).to.deep.equal({ status: "ready", troubles: [] });
  });

  it("see that a service is not ready, and why", async () => {
    const { http } = jars(done, {
      running: {
        submit: async () => ({ kind: "ignored", why: "" }),
        troubles: () => ["the broker is away"],
        outage: () => undefined,
      },
    });
    const { body, status } = await http.get("/readyz");

    expect(status).to.equal(503);
    expect(body).to.deep.equal({ status: "not ready", troubles: ["the broker is away"] });
    expect((await http.get("/healthz")).status).to.equal(200);
  });

  it("get the OpenAPI document", async () => {
    const { body, status } = await jars(done).http.get("/openapi.json");

    expect(status).to.equal(200);
    expect(body.info.title).to.equal("Jars");
    expect(body.paths["/jars"].get.security).to.deep.equal([]);
  });

  it("get requests by route and messages by type and result", async () => {
    const metrics = createMetrics("jars");
    const message: Message = {
      id: "5b4c1f0e-7a52-4c37-9d0b-5c1a9f6e2d85",
      type: "alerts.fill-jar",
      source: "/jars",
      subject: "x",
      time: "2026-01-02T18:00:00.000Z",
      correlationId: "x",
      causationId: "x",
      sequence: 0,
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      data: {},
    };
    const hop = { at: 0, service: "stations" as const, instance: 1 };
    metrics.observe({ ...hop, kind: "duplicate", message });
    metrics.observe({ ...hop, kind: "parked", message: undefined, reason: "invalid-json", why: "" });
    metrics.observe({ ...hop, kind: "batch", size: 3, tookMs: 12, conflicts: 2 });
    metrics.observe({ ...hop, kind: "call", name: "jars.wash", cause: message, attempt: 1, failed: "away" });
    metrics.observe({ ...hop, kind: "timer", message, lateMs: 40 });
    const { http } = jars(done, { metrics });
    await http.get("/jars/x").set("Authorization", await bearer(ann));
    const { text } = await http.get("/metrics");

    expect(text).to.include('messages_total{type="alerts.fill-jar",outcome="duplicate",service="jars"} 1');
    expect(text).to.include(
      'messages_parked_total{type="unreadable",reason="invalid-json",service="jars"} 1',
    );
    expect(text).to.include('commit_conflicts_total{service="jars"} 2');
    expect(text).to.include('batch_messages_sum{service="jars"} 3');
    expect(text).to.include('calls_total{name="jars.wash",outcome="failed",service="jars"} 1');
    expect(text).to.include('timer_lag_seconds_sum{service="jars"} 0.04');
    expect(text).to.include(
      'http_request_seconds_count{service="jars",method="GET",route="/jars/{id}",status="404"} 1',
    );
  });
});
