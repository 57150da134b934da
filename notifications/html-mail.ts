import type { Outgoing } from "./sender.ts";

/** The HTML version of a mail. It reads well on a phone and in any mail program, and needs no images. */
export function htmlOf({ subject, text }: Pick<Outgoing, "subject" | "text">): string {
  const [signature = "", about = "", ...body] = text
    .trim()
    .split(/\n{2,}/)
    .map(escaped)
    .reverse();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:34em;margin:0 auto">
<p style="margin:0;color:#a23b2a;font-weight:600">${signature}</p>
<h1 style="margin:4px 0 20px;font-size:22px;line-height:1.3">${escaped(subject)}</h1>
${body.reverse().map(paragraph).join("\n")}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #8884;font-size:13px;color:#777">${about}</p>
</div>
</body>
</html>
`;
}

const paragraph = (html: string): string => `<p style="margin:0 0 14px">${html}</p>`;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter).replaceAll("\n", "<br>");
