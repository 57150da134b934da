import { parse } from "sugar-high/core";

/** Source text, highlighted; each line has its number if the first has one. */
export function Code({ firstLine, text }: { text: string; firstLine?: number }) {
  return (
    <pre class="code" tabIndex={0}>
      {parse(text).lines.map(({ index, tokens }) => (
        <span class="line" key={index}>
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
