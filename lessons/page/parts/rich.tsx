import { Marked } from "#stage/page/parts/marked.tsx";
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
