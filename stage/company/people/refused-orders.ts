import { Router } from "express";
import type { Untimed } from "../../narrative/recorder.ts";

/** How long refusals are counted before they are recorded together, in milliseconds: a rush has hundreds a second. */
const togetherMs = 200;

/** Records how many orders are refused over HTTP: also those that no service hears of, because none is alive or too many come. */
export function refusedOverHttp(record: (entry: Untimed) => void): Router {
  let count = 0;
  const recordAll = (): void => {
    record({ kind: "orders-refused", count });
    count = 0;
  };
  return Router().post("/orders", (_request, response, next) => {
    response.on("finish", () => {
      const { statusCode } = response;
      // 409: the first request with this key is still being answered.
      if (statusCode < 400 || statusCode === 409) return;
      if (count === 0) setTimeout(recordAll, togetherMs);
      count += 1;
    });
    next();
  });
}
