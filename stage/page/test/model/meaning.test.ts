import { expect } from "chai";
import fc from "fast-check";
import type { Script } from "../../../browser/action.ts";
import { anOrder, played } from "../../../browser/test/played.ts";
import type { Entry } from "../../../narrative/entry.ts";
import { createLog, type NarrativeLog } from "../../../narrative/log.ts";
import { meaningOf } from "../../model/meaning.ts";
import { withoutAt } from "../../model/timeline/commits.ts";
import { headline } from "../../model/words.ts";

/** Between them, these have nearly every kind of entry. */
const scripts = [
  { story: "crash-before-committing" },
  { story: "crash-before-publishing" },
  { story: "answer-lost" },
  { story: "retries-exhausted" },
  { story: "every-message-twice" },
  { story: "broker-down-for-ten-minutes" },
  { actions: [{ at: 0, action: { do: "poison" } }] },
] as const;

describe("An entry of the log", () => {
  it("says of a parked message whether a retry would have helped", async () => {
    const parkedIn = async (script: Partial<Script>) => {
      const { log } = await played(script);
      const at = log.entries.findIndex(({ kind }) => kind === "parked");
      const entry = log.entry(at);
      return entry && meaningOf(log, at, entry);
    };
    expect(await parkedIn({ story: "retries-exhausted" })).to.match(/^No retry has helped/);
    expect(await parkedIn({ actions: [{ at: 0, action: { do: "poison" } }] })).to.match(
      /^No retry would help/,
    );
  });

  it("has a headline that says more than its kind, and a meaning in a sentence or two", async () => {
    const byKind = new Map<string, { log: NarrativeLog; at: number; entry: Entry }>();
    for (const script of scripts) {
      const { log } = await played(script);
      for (const [at, entry] of log.entries.entries()) byKind.set(entry.kind, { log, at, entry });
    }
    expect([...byKind.keys()]).to.include.members(["killed", "arming", "returned", "retried", "parked"]);
    for (const [kind, { at, entry, log }] of byKind) {
      expect(headline(entry), kind).to.match(/^\S+ \S+/);
      expect(meaningOf(log, at, entry), kind).to.match(/^[A-Z].{15,260}\.$/);
    }
  });

  it("that switches a guarantee off says what changes, and one that switches it on what that prevents", () => {
    const off = { kind: "guarantee", at: 0, name: "dedup", isOn: false } as const;
    const log = createLog();
    expect(meaningOf(log, 0, off)).to.equal(
      "From now on: Services do not record which messages they have handled.",
    );
    expect(meaningOf(log, 0, { ...off, isOn: true })).to.include(
      "commits a message's id together with its effects",
    );
  });

  it("that the provider tells twice, by answer and by webhook, says that this is no fault", async () => {
    const { log } = await played({ story: "delivered" });
    const at = log.entries.findIndex(({ kind }) => kind === "duplicate");
    const copy = log.entry(at);
    expect(copy && headline(copy)).to.equal("payments already handled charge-settled: a duplicate");
    expect(copy && meaningOf(log, at, copy)).to.equal(
      "No fault: the provider answers the call, and its webhook says the same. The webhook came first. " +
        "Both have one id, which is among the handled ones, so the service does nothing.",
    );
  });
});

/** What a text says that is true only of a commit with dedup. */
const claims = /handled ones|a copy is recognized|id of the message were committed|handled ids/;
const toggles: fc.Arbitrary<Script["actions"]> = fc
  .array(
    fc.record({
      at: fc.nat(1_500),
      action: fc.oneof(
        fc.record({ do: fc.constant("guarantee" as const), name: fc.constant("dedup"), on: fc.boolean() }),
        fc.record({ do: fc.constant("double" as const), on: fc.boolean() }),
      ),
    }),
    { maxLength: 5 },
  )
  .map((all) => all.sort((a, b) => a.at - b.at));

const order = { at: 0, action: anOrder };

/** The hops by which services said what became of messages, each with its meaning and whether dedup was off. */
async function resultsIn(script: Partial<Script>) {
  const { log } = await played(script);
  return log.entries.flatMap((entry, at) =>
    entry.kind === "handled" || entry.kind === "ignored" || entry.kind === "committed"
      ? [
          {
            entry,
            meaning: meaningOf(log, at, entry),
            isOff: withoutAt(log, log.present, at).includes("dedup"),
          },
        ]
      : [],
  );
}

describe("What an entry means where dedup is switched off and on", () => {
  it("claims that a copy is recognized exactly if it was committed with dedup, and calls a copy what was handled again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), toggles, async (isOnAtFirst, actions) => {
        const without = isOnAtFirst ? [] : ["dedup"];
        const seen = new Set<string>();
        for (const { entry, isOff, meaning } of await resultsIn({ without, actions: [order, ...actions] })) {
          expect(claims.test(meaning), `${headline(entry)}: ${meaning}`).to.equal(!isOff);
          if (entry.kind === "committed") continue;
          const name = `${entry.service} ${entry.message.id}`;
          expect(meaning.startsWith("A copy, and"), headline(entry)).to.equal(seen.has(name));
          seen.add(name);
        }
      }),
      { numRuns: 6 },
    );
  });
});
