import type { ComponentType } from "preact";
import type { Block } from "../model/block.ts";

/** Shows a text with its marks. */
type TextPart = ComponentType<{ text: string }>;

/** The pieces of an answer: paragraphs, lists, tables and drawings. */
export function Pieces({ blocks, Text }: { blocks: readonly Block[]; Text: TextPart }) {
  return (
    <>
      {blocks.map((block, i) => (
        <Piece key={i} block={block} Text={Text} />
      ))}
    </>
  );
}

function Piece({ Text, block }: { Text: TextPart; block: Block }) {
  switch (block.kind) {
    case "text":
      return (
        <p>
          <Text text={block.text} />
        </p>
      );
    case "code":
      return (
        <pre class="drawing" tabIndex={0}>
          {block.text}
        </pre>
      );
    case "list":
      return (
        <ul class="plain-list">
          {block.items.map((item) => (
            <li key={item}>
              <Text text={item} />
            </li>
          ))}
        </ul>
      );
    case "table":
      return <Table rows={block.rows} Text={Text} />;
  }
}

function Table({
  Text,
  rows: [head = [], ...rows],
}: {
  Text: TextPart;
  rows: readonly (readonly string[])[];
}) {
  return (
    <div class="table" role="group" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                <Text text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, i) => (
                <td key={i}>
                  <Text text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
