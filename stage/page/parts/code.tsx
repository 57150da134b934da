import { parse } from "sugar-high/core";

/** Source text, highlighted; each line has its number if the first has one. @param marked the number of a line to mark */
export function Code({ firstLine, marked, text }: { text: string; firstLine?: number; marked?: number }) {
  return (
    <pre class="code" tabIndex={0}>
      {parse(text).lines.map(({ index, tokens }) => (
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
