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

/** The document around the page. @param source where the company runs: in this tab, or in the process that serves the page */
export const html = (source: "tab" | "process"): string => `<!doctype html>
<html lang="en" data-source="${source}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="Five services react to each other's events. Place an order, break something, find out why.">
    <meta name="color-scheme" content="light dark">
    <title>Pas de Cinq</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="page.css">
  </head>
  <body>
    <div id="page"><noscript>This page needs JavaScript: the company runs in it.</noscript></div>
    <script src="page.js"></script>
  </body>
</html>
`;
