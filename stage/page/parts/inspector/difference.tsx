/** A document before and after: what changed stands out, what stayed is quiet. */
export function Difference({
  after,
  before,
  title,
}: {
  title: string;
  before: object | undefined;
  after: object;
}) {
  const changes = changesOf(before, after);
  return (
    <div class="difference">
      <div class="document-name">
        {title} {before === undefined && <span class="new">new</span>}
      </div>
      <table>
        <tbody>
          {changes.map(({ is, name, now, was }) => (
            <tr key={name} class={is}>
              <th scope="row">{name}</th>
              <td>
                {was !== undefined && is === "changed" && <del>{was}</del>} <ins>{now}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FieldChange {
  readonly name: string;
  readonly is: "same" | "changed";
  readonly was: string | undefined;
  readonly now: string;
}

function changesOf(before: object | undefined, after: object): readonly FieldChange[] {
  const was: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after)
    .map(([name, value]): FieldChange => {
      const same = JSON.stringify(was[name]) === JSON.stringify(value);
      const added = addedTo(was[name], value);
      return {
        name,
        is: same ? "same" : "changed",
        was: added !== undefined || was[name] === undefined ? undefined : brief(was[name]),
        now: added ?? brief(value),
      };
    })
    .sort((a, b) => Number(a.is === "same") - Number(b.is === "same"));
}

/** A list that grew: only what came is worth a look. */
function addedTo(before: unknown, after: unknown): string | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || after.length <= before.length) return undefined;
  const kept = before.every((one, i) => JSON.stringify(one) === JSON.stringify(after[i]));
  return kept ? `+ ${after.slice(before.length).map(brief).join(", ")}` : undefined;
}

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 140 ? `${text.slice(0, 137)}…` : text;
}
