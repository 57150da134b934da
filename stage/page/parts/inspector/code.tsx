import { highlighted } from "../../model/highlighted.ts";

interface CodeProps {
  readonly text: string;
  /** The number of the first line; without it lines have no number. */
  readonly firstLine?: number;
  /** The number of a line to mark. */
  readonly marked?: number;
  /** Whether long lines go on in the next: of a document, the end of a line can be what matters. */
  readonly wraps?: boolean;
}

/** Source text, highlighted. */
export function Code({ firstLine, marked, text, wraps }: CodeProps) {
  return (
    <pre class={wraps ? "code wraps" : "code"} tabIndex={0}>
      {highlighted(text).map((tokens, index) => (
        <span
          class={firstLine !== undefined && firstLine + index === marked ? "line marked" : "line"}
          key={index}
        >
          {firstLine !== undefined && <span class="line-number">{firstLine + index}</span>}
          {tokens.map(({ type, value }, i) => (
            <span class={`token-${type}`} key={i}>
              {value}
            </span>
          ))}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
