import { expect } from "chai";
import fc from "fast-check";
import { type Change, isBreaking } from "../../gate/compare/change.ts";
import { compare } from "../../gate/compare/compare.ts";
import { type Files, filesOfFolder } from "../../gate/release/files.ts";
import { type Snapshot, snapshotOf } from "../../gate/release/snapshot.ts";
import { BadInput } from "../../gate/schema/bad-input.ts";
import { canonical } from "../../gate/schema/flatten.ts";
import { isJson } from "../../generator/contracts.ts";
import { firstRelease } from "./contracts-copy.ts";

const path = "generated/topology.json";

describe("The gate, on every change of the topology", () => {
  let files: Files;
  let old: Snapshot;
  let topology: Record<string, Record<string, unknown>[]>;

  before(async () => {
    const all = await filesOfFolder(firstRelease, "release 1.0.0", "contracts/");
    const texts = [...all.texts].filter(([name]) => /^(events|envelope|generated)\b/.test(name));
    files = { ...all, texts: new Map(texts) };
    old = snapshotOf(files);
    topology = JSON.parse(files.texts.get(path) ?? "");
  });

  it("whatever is set, removed or added in any row", () => {
    const change = fc.record({
      list: fc.constantFrom("exchanges", "queues", "bindings"),
      row: fc.nat(),
      field: fc.nat(),
      how: fc.constantFrom("set", "unset", "extra", "argument", "remove", "copy" as const),
      to: fc.oneof(
        fc.constantFrom("food.events", "payments.inbox", "orders.order-placed.v1"),
        fc.string(),
        fc.nat(),
      ),
    });
    fc.assert(
      fc.property(change, (drawn) => {
        const changed = changedBy(drawn);
        fc.pre(rowsOf(changed) !== rowsOf(topology));
        expect(judgement(changed), JSON.stringify(drawn)).to.not.deep.equal([]);
      }),
      { numRuns: 200 },
    );
  });

  it("reports a changed setting of an existing queue", () => {
    const setting = fc.record({
      row: fc.nat(),
      name: fc.stringMatching(/^x-[a-z]{1,10}$/),
      value: fc.oneof(fc.nat(), fc.string()),
    });
    fc.assert(
      fc.property(setting, ({ row, name, value }) => {
        const queues = (topology.queues ?? []).map((queue, at) =>
          at === row % (topology.queues?.length ?? 1)
            ? { ...queue, arguments: { ...Object(queue.arguments), [name]: value } }
            : queue,
        );
        const changes = judgement({ ...topology, queues });
        expect(changes !== "refused" && changes.some(isBreaking)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  interface Drawn {
    readonly list: string;
    readonly row: number;
    readonly field: number;
    readonly how: string;
    readonly to: string | number;
  }

  function changedBy({ list, row, field, how, to }: Drawn) {
    const rows = topology[list] ?? [];
    const at = row % rows.length;
    const old = rows[at] ?? {};
    const names = Object.keys(old);
    const name = names[field % names.length] ?? "";
    const { [name]: _, ...without } = old;
    const newer: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
      set: [{ ...old, [name]: to }],
      unset: [without],
      extra: [{ ...old, [`extra${field % 3}`]: to }],
      argument: [{ ...old, arguments: { ...Object(old.arguments), "x-drawn": to } }],
      remove: [],
      copy: [old, { ...old, [name]: to }],
    };
    return { ...topology, [list]: rows.flatMap((one, i) => (i === at ? (newer[how] ?? []) : [one])) };
  }

  function judgement(changed: object): readonly Change[] | "refused" {
    try {
      const texts = new Map([...files.texts, [path, JSON.stringify(changed)]]);
      return compare(old, snapshotOf({ ...files, texts }));
    } catch (error) {
      if (error instanceof BadInput) return "refused";
      throw error;
    }
  }
});

/** A topology, independent of the order of its rows. */
const rowsOf = (topology: object): string =>
  Object.entries(topology)
    .map(
      ([list, rows]) =>
        `${list}: ${[...(Array.isArray(rows) ? rows : [])].filter(isJson).map(canonical).sort().join()}`,
    )
    .join("\n");
