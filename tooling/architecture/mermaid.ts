/** An arrow of a drawing. The same label in both directions is two arrows. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Something that happens after a failure. */
  readonly dashed?: boolean;
}

/** A box, its shape, and the boxes inside it. */
export interface Box {
  readonly name: string;
  /** What the box says; its name, unless given. */
  readonly text?: string;
  readonly shape?: "person" | "queue";
  readonly inside?: readonly Box[];
}

/** A Mermaid flowchart. Throws when an arrow starts or ends at a box that is not drawn. */
export function flowchart(direction: "TB" | "LR", boxes: readonly Box[], arrows: readonly Arrow[]): string {
  const drawn = new Set(boxes.flatMap(namesIn));
  for (const { from, to } of arrows)
    for (const name of [from, to])
      if (!drawn.has(name)) throw new Error(`the arrow from ${from} to ${to} needs a box "${name}": draw it`);
  const lines = new Set([...boxes.flatMap((box) => linesOf(box)), ...arrows.map(lineOf)]);
  return [`flowchart ${direction}`, ...[...lines].map((line) => `  ${line}`)].join("\n");
}

const namesIn = ({ name, inside = [] }: Box): readonly string[] => [name, ...inside.flatMap(namesIn)];

function linesOf({ name, text = name, shape, inside }: Box): readonly string[] {
  if (inside)
    return [
      `subgraph ${idOf(name)} ["${text}"]`,
      ...inside.flatMap(linesOf).map((line) => `  ${line}`),
      "end",
    ];
  const quoted = `"${text}"`;
  const shaped = shape === "person" ? `([${quoted}])` : shape === "queue" ? `[(${quoted})]` : `[${quoted}]`;
  return [`${idOf(name)}${shaped}`];
}

const lineOf = ({ from, to, label, dashed = false }: Arrow): string =>
  `${idOf(from)} ${dashed ? "-.->" : "-->"}${label === undefined ? "" : `|${label}|`} ${idOf(to)}`;

/** Mermaid takes letters, digits and underscores; `end` and `graph` are words of its own. */
const idOf = (name: string): string => name.replaceAll(/\W/g, "_").replace(/^(end|graph)$/, "$1_");

/** The arrows without those that follow from others: with A → B and B → C, A → C is left out. */
export function withoutShortcuts(arrows: readonly Arrow[]): readonly Arrow[] {
  const next = (from: string) => arrows.filter((arrow) => arrow.from === from).map(({ to }) => to);
  const reaches = (from: string, target: string, visited = new Set<string>()): boolean =>
    next(from).some((to) => {
      if (to === target) return true;
      if (visited.has(to)) return false;
      visited.add(to);
      return reaches(to, target, visited);
    });
  return arrows.filter(({ from, to }) => !next(from).some((other) => other !== to && reaches(other, to)));
}
