/** Text with `code`, **strong** and *stressed* words, and [links](…) as in Markdown; nothing in it is HTML. */
export function Marked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*|\[[^\]]+\]\([^)]+\))/).map((part, i) => {
        const key = i;
        if (part.startsWith("`")) return <code key={key}>{part.slice(1, -1)}</code>;
        if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
        if (/^\*[^*].*\*$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>;
        const [, shown, target] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? [];
        return shown ? (
          <cite key={key} title={target}>
            {shown}
          </cite>
        ) : (
          part
        );
      })}
    </>
  );
}
