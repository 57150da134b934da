import { expect } from "chai";
import { storeConformance } from "../../conformance/store.ts";
import { Unavailable } from "../../errors.ts";
import { type Change, collection } from "../../store.ts";
import { memoryDatabase, memoryStore } from "../store.ts";

storeConformance("memory", async () => {
  let database = memoryDatabase();
  return {
    reset: async () => {
      database = memoryDatabase();
    },
    connect: async () => database.connect(),
    setAway: async (away) => database.setAway(away),
    cleanup: async () => {},
  };
});

describe("A memory store", () => {
  const soups = collection<{ tags?: unknown; broth?: string }>("soups");
  const saving = (document: object): Change => ({
    processed: [],
    documents: [{ key: soups("tomato"), loaded: 0, version: 1, document }],
    outbox: [],
    cancelled: [],
    timers: [],
    settled: [],
  });
  it("returns immutable values", async () => {
    const store = memoryStore();
    await store.commit(saving({ tags: ["vegan"] }));
    const { documents } = await store.load([], [soups("tomato")]);
    expect(() => Object.assign(documents.get("soups/tomato")?.document ?? {}, { tags: [] })).to.throw(
      TypeError,
    );
    const document = await store.get(soups("tomato"));
    expect(Object.isFrozen(document?.tags)).to.equal(true);
  });

  it("answers asynchronously", async () => {
    const store = memoryStore();
    const seen: string[] = [];
    const got = store.get(soups("tomato")).then(() => seen.push("answered"));
    seen.push("asked");
    await got;
    expect(seen).to.deep.equal(["asked", "answered"]);
  });

  it("is away once it is closed, for that instance only", async () => {
    const database = memoryDatabase();
    const [one, two] = [database.connect(), database.connect()];
    await one.close();
    const thrown = await one.get(soups("tomato")).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(Unavailable);
    expect(await two.get(soups("tomato"))).to.equal(undefined);
  });

  it("dumps its whole contents", async () => {
    const database = memoryDatabase();
    await database.connect().commit(saving({ broth: "clear" }));
    expect(database.dump()).to.deep.equal({
      documents: { soups: { tomato: { version: 1, document: { broth: "clear" } } } },
      processed: [],
      outbox: [],
      timers: [],
    });
  });
});
