import { expect } from "chai";
import express from "express";
import { type HttpServer, listen } from "#messaging/http/server.ts";
import { refusedOverHttp } from "../company/people/refused-orders.ts";
import type { Entry } from "../narrative/entry.ts";
import { createLog } from "../narrative/log.ts";

describe("Orders over HTTP", () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.close());

  it("that are refused are recorded, also those that no service hears of, and nothing else is", async () => {
    const answers = [202, 409, 503, 503, 429, 422];
    const log = createLog();
    const app = express().use(refusedOverHttp((entry) => log.append({ at: 1, ...entry } as Entry)));
    app.post(/./, (_request, response) => void response.status(answers.shift() ?? 500).end());
    server = await listen(app, { port: 0 });
    const { url } = server;
    const isRecorded = new Promise<void>((resolve) => {
      log.onEntry(() => log.present.refusedOrders >= 3 && resolve());
    });
    for (const path of ["orders", "orders", "orders/1/cancel", "orders", "orders", "orders"])
      await fetch(`${url}/${path}`, { method: "POST" });
    await isRecorded;
    expect(log.present.refusedOrders).to.equal(3);
  });
});
