// One example per rule of what can be stored; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import { Unstorable } from "../errors.ts";
import { beginning } from "../message.ts";
import { most, refuseUnstorable } from "../storable.ts";
import type { Change } from "../store.ts";
import {
  callEntry,
  change,
  claimAt,
  dishes,
  errorFrom,
  eventsEntry,
  handled,
  idsOf,
  saved,
  timer,
} from "./store-entries.ts";
import type { AtStore } from "./store-harness.ts";

/** Nested arrays with this number of levels. */
const deep = (levels: number): unknown[] => (levels === 1 ? [] : [deep(levels - 1)]);

const message = (data: unknown) =>
  beginning({
    id: "a0a0a0a0-0000-4000-8000-000000000001",
    type: "stations.reading-taken.v1",
    source: "/stations",
    subject: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
    time: "2026-01-02T18:00:00.000Z",
    data,
  });

const document = (of: object, id = "odd"): Change["documents"][number] => ({
  key: dishes(id),
  loaded: 0,
  version: 1,
  document: of,
});

/** Every place in a commit for a value from outside: how to write it, how to read it back, and its depth. */
const places = [
  {
    place: "a document",
    above: 1,
    of: (value: unknown) => ({ documents: [document({ value })] }),
    back: async (at: AtStore) => Object(await at.other.get(dishes("odd"))).value,
  },
  {
    place: "an existing document",
    above: 1,
    first: { documents: [saved("odd", 0, 1)] },
    of: (value: unknown) => ({ documents: [{ ...document({ value }), loaded: 1, version: 2 }] }),
    back: async (at: AtStore) => Object(await at.other.get(dishes("odd"))).value,
  },
  {
    place: "an answer",
    above: 2,
    of: (value: unknown) => ({ processed: [handled("m-1", { digest: "", reply: value })] }),
    back: async (at: AtStore) => (await at.other.load(["m-1"], [])).processed.get("m-1")?.answer?.reply,
  },
  {
    place: "an event",
    above: 3,
    of: (value: unknown) => ({ outbox: [eventsEntry("e-1", { messages: [message(value)] })] }),
    back: async (at: AtStore) => (await at.other.claimEvents(claimAt(10_000)))[0]?.messages[0]?.data,
  },
  {
    place: "a call",
    above: 1,
    of: (value: unknown) => ({ outbox: [callEntry("c-1", { request: value })] }),
    back: async (at: AtStore) => (await at.other.claimCalls(claimAt(10_000)))[0]?.request,
  },
  {
    place: "the cause of a call",
    above: 2,
    of: (value: unknown) => ({ outbox: [callEntry("c-1", { cause: message(value) })] }),
    back: async (at: AtStore) => (await at.other.claimCalls(claimAt(10_000)))[0]?.cause.data,
  },
  {
    place: "a timer",
    above: 2,
    of: (value: unknown) => ({ timers: [timer("t-1", { message: message(value) })] }),
    back: async (at: AtStore) => (await at.other.claimTimers(claimAt(10_000)))[0]?.message.data,
  },
] as const satisfies readonly {
  place: string;
  above: number;
  first?: Partial<Change>;
  of: (value: unknown) => Partial<Change>;
  back: (at: AtStore) => Promise<unknown>;
}[];

/** Stored unchanged. JSON text, because a literal cannot express everything, such as a field `__proto__`. */
const kept: readonly string[] = [
  '{"$c":1,"a.b":{"$set":{"x":1}},"":{"":0}}',
  '{"__proto__":{"a":1},"constructor":1,"hasOwnProperty":2,"toString":{"toJSON":3,"toBSON":4}}',
  '{"__proto__":[{}],"constructor":[{"a":[]}],"toString":[{}],"valueOf":[{}]}',
  '{"$ref":"a","$db":"b"}',
  '{"$id":1}',
  '{"$oid":"5f0000000000000000000000","$date":1,"$numberLong":"1"}',
  '{"_id":1,"version":2,"order":3,"claim":4,"leasedUntil":5,"id":6}',
  '{"2":"b","1":"a","length":3}',
  "[9007199254740993,1e300,-0,5e-324,2147483648,-2147483649,0.1,1e21]",
  '["a\\u0000b","\\ud83d\\ude00","\\ufeff","\\uffff",""]',
  "[[],{},[null,[null]],true,false,null]",
];

/** Refused by every store. JSON, or a bug in a reaction, can produce these. */
const refused: readonly (readonly [description: string, value: unknown, why: RegExp])[] = [
  ["half of a surrogate pair", ["\ud800"], /\/0 has half of a surrogate pair/],
  ["a name with half of a surrogate pair", { "a\udc00": 1 }, /has half of a surrogate pair in its name/],
  ["a name with NUL", { "a\0b": 1 }, /has a NUL in its name/],
  ["a type of the driver", { a: [{ _bsontype: "ObjectId" }] }, /\/a\/0\/_bsontype has the name/],
  ["an unknown type of the driver", { _bsontype: null }, /_bsontype has the name/],
  ["a reference of the driver", { $ref: "dishes", $id: 1 }, /\/\$id is beside a \$ref/],
  ["a number that is too large", JSON.parse("[1e999]"), /\/0 is Infinity/],
  ["NaN", { sold: Number.NaN }, /\/sold is NaN, which is not JSON/],
  ["a BigInt", [1n], /\/0 is a bigint, which is not JSON/],
  ["a Date", { at: new Date(0) }, /\/at is a Date, which is not JSON/],
  ["a Map", { at: new Map() }, /\/at is a Map, which is not JSON/],
  ["a function", { cook: () => {} }, /\/cook is a function, which is not JSON/],
  ["undefined in an array", [undefined], /\/0 is undefined, which is not JSON/],
  // biome-ignore lint/suspicious/noSparseArray: the subject of this case
  ["a hole in an array", [1, , 2], /\/1 is undefined, which is not JSON/],
];

const odd = [
  "constructor",
  "$ref",
  "$id",
  "$db",
  "$set",
  "_bsontype",
  "__proto__",
  "_id",
  "version",
  "a.b",
  "",
  "0",
];

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 6, stringUnit: "binary" }),
  fc.object({
    key: fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 4 })),
    values: [
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
    ],
    maxDepth: 4,
  }),
);

function isStorable(value: unknown): boolean {
  try {
    refuseUnstorable(change({ documents: [document({ value })] }));
    return true;
  } catch {
    return false;
  }
}

/** Which values can be stored: the same for every adapter, and every adapter returns them unchanged. */
export function storeStorable(at: AtStore): void {
  const store = (of: Partial<Change>) => at.store.commit(change(of));
  const refusal = async (of: Partial<Change>) => {
    const error = await errorFrom(store(of));
    expect(error).to.be.instanceOf(Unstorable);
    return String(error);
  };

  for (const { above, back, of, place, ...more } of places) {
    describe(`in ${place}`, () => {
      const first = "first" in more ? more.first : {};
      beforeEach(() => store(first));

      it(`stores ${most.levels} levels including the row, and no more`, async () => {
        const message = await refusal(of(deep(most.levels - above + 1)));
        expect(message).to.match(/ is nested deeper than 180 levels$/);
        const deepest = deep(most.levels - above);
        await store(of(deepest));
        expect(await back(at)).to.deep.equal(deepest);
      });

      it("returns every kind of JSON unchanged", async () => {
        const values = kept.map((json) => JSON.parse(json));
        await store(of(values));
        expect(await back(at)).to.deep.equal(values);
      });

      it("leaves out undefined fields", async () => {
        await store(of({ a: undefined, b: [{ c: undefined, d: null }] }));
        expect(await back(at)).to.deep.equal({ b: [{ d: null }] });
      });

      it("refuses values that another adapter refuses or changes", async () => {
        for (const [, value, why] of refused) expect(await refusal(of({ value }))).to.match(why);
      });
    });
  }

  describe("can store", () => {
    it("no document with a field name of the store's own, or of a MongoDB operator", async () => {
      for (const name of ["_id", "version", "$set", "$ref", "$"]) {
        expect(await refusal({ documents: [document({ [name]: 1 })] })).to.include(`dishes/odd/${name}`);
      }
    });

    it("no document under an id that is not valid Unicode: it would get another id", async () => {
      expect(await refusal({ documents: [document({}, "a\ud800")] })).to.include("half of a surrogate pair");
      expect(await refusal({ cancelled: ["cook/\ud800"] })).to.include("half of a surrogate pair");
    });

    it("one commit of up to 15 MiB, however it is distributed", async () => {
      const mib = 1024 * 1024;
      const spread = (each: number) => ({
        processed: [handled("m-1", { digest: "", reply: "x".repeat(each) })],
        documents: [document({ text: "x".repeat(each) })],
        outbox: [eventsEntry("e-1", { messages: [message({ text: "x".repeat(each) })] })],
      });
      expect(await refusal(spread(5.1 * mib))).to.match(
        /this commit has \d+ bytes; one commit may have 15728640/,
      );
      await store(spread(4.99 * mib));
      expect(idsOf(await at.other.claimEvents(claimAt(10_000)))).to.deep.equal(["e-1"]);
    });

    it("many small values up to the limit, although they are much larger as BSON", async () => {
      const numbers = (many: number) => ({ documents: [document({ numbers: Array(many).fill(0) })] });
      expect(await refusal(numbers(1_000_000))).to.match(/this commit has \d+ bytes/);
      await store(numbers(900_000));
      expect(Object(await at.other.get(dishes("odd"))).numbers).to.have.length(900_000);
    });

    it("a text of nearly 15 MiB, in any script", async () => {
      const text = "€".repeat(5 * 1024 * 1024 - 500);
      await store({ documents: [document({ text })] });
      expect(Object(await at.other.get(dishes("odd"))).text).to.equal(text);
    });

    it("any JSON that `refuseUnstorable` accepts, and returns it unchanged", async () => {
      let count = 0;
      const several = fc.array(anyJson.filter(isStorable), { minLength: 10, maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(several, async (values) => {
          count += 1;
          const ids = values.map((_, i) => `${count}/${i}`);
          await store({
            processed: values.map((value, i) => handled(`${ids[i]}`, { digest: "", reply: value })),
            documents: values.map((value, i) => document({ value }, `${ids[i]}`)),
            outbox: [eventsEntry("e", { messages: values.map(message) })],
            timers: values.map((value, i) => timer(`t/${ids[i]}`, { dueAt: i, message: message(value) })),
          });
          const { documents, processed } = await at.other.load(ids, ids.map(dishes));
          const [entry] = await at.other.claimEvents(claimAt(10_000));
          const due = await at.other.claimTimers(claimAt(10_000));
          await at.store.settle(["e", ...idsOf(due)]);
          expect(ids.map((id) => documents.get(`dishes/${id}`)?.document)).to.deep.equal(
            values.map((value) => ({ value })),
          );
          expect(ids.map((id) => processed.get(id)?.answer?.reply)).to.deep.equal(values);
          expect(entry?.messages.map(({ data }) => data)).to.deep.equal(values);
          expect(due.map(({ message }) => message.data)).to.deep.equal(values);
        }),
        { numRuns: 10 },
      );
    });
  });
}
