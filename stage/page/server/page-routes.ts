import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { extname } from "node:path";
import { createSession } from "better-sse";
import { json, type Request, type Response, Router } from "express";
import { isAction } from "../../browser/action-fields.ts";
import type { Perform } from "../../browser/perform.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { type Bundle, bundle } from "../build/bundle.ts";
import { html, lessonsPolicy, policy } from "../build/html.ts";
import { asRoutes } from "../model/addresses.ts";
import type { KnownBreach } from "../model/promises/known-breach.ts";
import { bringsOrders, closingText } from "../model/session/instead.ts";
import { type Feed, startFeed } from "./feed.ts";
import { lessonsEdition } from "./lessons-edition.ts";

export interface PageOptions {
  /** Where the company runs: in this process, or elsewhere. */
  readonly source: "process" | "deployment";
  /** Everything that happens. Another log is another company: after `close`, pages connect again and get it. */
  readonly log: () => NarrativeLog;
  /** How many entries never came into the log. Default: none. */
  readonly lost?: () => number;
  /** What is known to be broken. Default: nothing. */
  readonly known?: () => readonly KnownBreach[];
  /** Performs what a person does on the page. @throws Error that says why it was refused */
  readonly act: Perform;
  /** Whoever has it may act; everyone else only watches. Undefined: everyone. */
  readonly token: string | undefined;
}

export interface PageRoutes {
  readonly router: Router;
  /** Says on all pages that the company is closing; from then on they place no orders. */
  announceClosing(): void;
  /** Ends the feeds of all pages: an open one would keep a server from closing. A page connects again, if it can. */
  disconnect(): void;
  /** Ends the feeds, and deletes what was built. */
  close(): Promise<void>;
}

/** A page that has not taken this many bytes gets no more until it does: a closed laptop costs no memory. */
const mostUnsent = 2_000_000;

/**
 * Serves the page: HTML at `/` for browsers, its script and style, the feed of what happens, and what people do on it; beside it the
 * edition in a tab, and the lessons.
 */
export function pageRoutes({ act, known, log, lost, source, token }: PageOptions): PageRoutes {
  const lessons = lessonsEdition();
  const watching = new Map<Response, Feed>();
  let isClosing = false;
  const companies = new WeakMap<NarrativeLog, string>();
  // When the first browser asks: most runs are never looked at.
  let built: Promise<Bundle> | undefined;
  const build = (): Promise<Bundle> => {
    built ??= bundle("main");
    return built;
  };
  const router = Router({ caseSensitive: true, strict: true });
  router.get("/", (request, response, next) => {
    if (request.accepts(["json", "html"]) !== "html") return next();
    secured(response).type("html").send(html(source, asRoutes));
  });
  // The same files: stories, time that turns back and links to moments, which real time does not have.
  router.get("/tab", (_request, response) => {
    secured(response).type("html").send(html("tab", asRoutes));
  });
  for (const [path, name] of lessonsFiles)
    router.get(path, async (_request, response) => {
      secured(response, lessonsPolicy)
        .type(extname(name))
        .send(await lessons.file(name));
    });
  router.get("/page.js", async (_request, response) => {
    secured(response)
      .type("text/javascript")
      .send(Buffer.from((await build()).script));
  });
  router.get("/page.css", async (_request, response) => {
    secured(response)
      .type("text/css")
      .send(Buffer.from((await build()).style));
  });
  router.get("/page/feed", async (request, response) => {
    const session = await createSession(request, response);
    const shown = log();
    const company = companies.get(shown) ?? randomUUID().slice(0, 8);
    companies.set(shown, company);
    const feed = startFeed({
      ...sinceIn(request),
      ...{ company, log: shown, ...(lost && { lost }), ...(known && { known }) },
      isClosing: () => isClosing,
      send: (message) => void session.push(message),
      canSend: () => response.writableLength < mostUnsent,
    });
    watching.set(response, feed);
    session.once("disconnected", () => {
      watching.delete(response);
      feed.stop();
    });
  });
  router.get("/page/access", (request, response) => {
    response.set("Cache-Control", "no-store").json({ mayAct: isAllowed(request, token) });
  });
  router.post("/page/act", json({ limit: "4kb" }), async (request, response) => {
    if (!isAllowed(request, token))
      return void answer(response, 401, "this page may only watch: open it with its token");
    const action: unknown = request.body;
    if (!isAction(action)) return void answer(response, 400, "this is no action that the page knows");
    if (isClosing && bringsOrders(action)) return void answer(response, 409, closingText);
    try {
      response.json({ orderId: await act(action) });
    } catch (error) {
      answer(response, 409, error instanceof Error ? error.message : String(error));
    }
  });
  const disconnect = (): void => {
    for (const response of watching.keys()) response.end();
  };
  return {
    router,
    announceClosing() {
      isClosing = true;
      for (const feed of watching.values()) feed.flush();
    },
    disconnect,
    close() {
      disconnect();
      return lessons.remove();
    },
  };
}

/** From when a page wants the past: one that was opened by a link. */
function sinceIn({ query }: Request): { readonly since?: number } {
  const { since } = query;
  return typeof since === "string" && /^\d{1,15}$/.test(since) ? { since: Number(since) } : {};
}

const lessonsFiles = [
  ["/lessons", "lessons.html"],
  ["/lessons.js", "lessons.js"],
  ["/lessons.css", "lessons.css"],
] as const;

const secured = (response: Response, allowed = policy): Response =>
  response.set({
    "Content-Security-Policy": `${allowed}; frame-ancestors 'none'`,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    Vary: "Accept",
  });

const answer = (response: Response, status: number, detail: string): Response =>
  response.status(status).type("application/problem+json").send(JSON.stringify({ status, detail }));

function isAllowed({ headers }: Request, token: string | undefined): boolean {
  if (token === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}
