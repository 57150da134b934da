import { expect } from "chai";
import { played } from "../../../browser/test/played.ts";
import type { Entry } from "../../../narrative/entry.ts";
import { meaningOf } from "../../model/meaning.ts";
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
  it("has a headline that says more than its kind, and a meaning in a sentence or two", async () => {
    const byKind = new Map<string, Entry>();
    for (const script of scripts) {
      const { log } = await played(script);
      for (const entry of log.entries) byKind.set(entry.kind, entry);
    }
    expect([...byKind.keys()]).to.include.members(["killed", "arming", "returned", "retried", "parked"]);
    for (const [kind, entry] of byKind) {
      expect(headline(entry), kind).to.match(/^\S+ \S+/);
      expect(meaningOf(entry), kind).to.match(/^[A-Z].{15,260}\.$/);
    }
  });

  it("that switches a guarantee off says what changes, and one that switches it on what that prevents", () => {
    const off = { kind: "guarantee", at: 0, name: "dedup", isOn: false } as const;
    expect(meaningOf(off)).to.equal("From now on: Services do not record which messages they have handled.");
    expect(meaningOf({ ...off, isOn: true })).to.include("commits a message's id together with its effects");
  });
});
