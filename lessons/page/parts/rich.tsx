import { inRussian } from "../browser/language.ts";

/** Text in the learner's language, with `code`, **strong** words and [links](…) as in Markdown; nothing in it is HTML. */
export function Rich({ text }: { text: string }) {
  const russian = inRussian(text);
  if (russian === undefined) return <Marked text={text} />;
  return (
    <span lang="ru">
      <Marked text={russian} />
    </span>
  );
}

function Marked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/).map((part, i) => {
        const key = i;
        if (part.startsWith("`")) return <code key={key}>{part.slice(1, -1)}</code>;
        if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
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
