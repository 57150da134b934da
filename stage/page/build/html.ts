import type { Addresses } from "../model/addresses.ts";
import type { Source } from "../model/session/source.ts";

/** Scripts and styles come from files of the page's own; nothing is inline, and no other host is asked. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The same for the lessons. Their experiments run in a worker that is made of text: from disk there is no other way. */
export const lessonsPolicy = `${policy}; worker-src blob:`;

/**
 * The document around the page.
 *
 * @param source where the company runs
 * @param addresses of the other pages, where there are some
 */
export const html = (source: Source["kind"], addresses: Addresses = {}): string =>
  documentOf({
    attributes: attributesOf(source, addresses),
    title: "Pas de Cinq",
    about: "Five services react to each other's events. Place an order, break something, find out why.",
    files: "page",
    policy,
  });

/** What a page finds in its root element. */
export const attributesOf = (source: Source["kind"], addresses: Addresses): string =>
  Object.entries({ source, ...addresses })
    .map(([name, value]) => `data-${name}="${value}"`)
    .join(" ");

interface Document {
  /** Of the root element. */
  readonly attributes: string;
  readonly title: string;
  readonly about: string;
  /** The name of its script and style. */
  readonly files: string;
  /** The Content-Security-Policy. */
  readonly policy: string;
}

/** A document with one script and one style. */
export const documentOf = ({ about, attributes, files, policy, title }: Document): string => `<!doctype html>
<html lang="en" ${attributes}>
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${about}">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${files}.css">
  </head>
  <body>
    <div id="page"><p class="loading">${title}</p><noscript>This page needs JavaScript: the company runs in it.</noscript></div>
    <script src="${files}.js"></script>
  </body>
</html>
`;
