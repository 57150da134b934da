// One example per kind of bad input; hence the length.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { canDeploy, check, type GateOptions } from "../../gate/check.ts";
import { release } from "../../gate/create-release.ts";
import {
  add,
  applyEdits,
  type Copy,
  copyContracts,
  deleteFile,
  drop,
  type Edit,
  firstRelease,
  remove,
  set,
  write,
} from "./contracts-copy.ts";

const succeeded = "events/payments/payment-succeeded.v1.json";
const topology = "generated/topology.json";
const declined = "events/payments/payment-declined.v1.json";

describe("Invalid input: one sentence with file and pointer, and status 2", () => {
  let copy: Copy;
  let printed: string[];
  let gateOptions: GateOptions;

  beforeEach(async () => {
    copy = await copyContracts();
    printed = [];
    gateOptions = { folder: copy.folder, repository: contractsFolder, print: (line) => printed.push(line) };
  });

  afterEach(() => copy.remove());

  it("a file that is not JSON", async () => {
    await afterwards(write(succeeded, '{\n  "title": "Paid",\n  oops\n}'));
    expect(printed).to.have.length(1);
    expect(printed[0]).to.match(
      /^contracts\/events\/payments\/payment-succeeded\.v1\.json#: is not valid JSON: .* in line 3\.$/,
    );
  });

  it("an invalid schema", async () => {
    await afterwards(set(succeeded, "/properties/chargeId/type", "text"));
    expect(printed).to.deep.equal([
      'contracts/events/payments/payment-succeeded.v1.json#/properties/chargeId/type: is not a valid schema: it must be one of "array", "boolean", "integer", "null", "number", "object", "string".',
    ]);
  });

  it("a $ref without a target", async () => {
    await afterwards(remove(succeeded, "/definitions/Money"));
    expect(printed).to.deep.equal([
      "contracts/events/payments/payment-succeeded.v1.json#/properties/amount/allOf/0/$ref: #/definitions/Money does not exist in this file.",
    ]);
  });

  it("a recursive $ref", async () => {
    await afterwards(set(succeeded, "/definitions/Money/properties/change", { $ref: "#/definitions/Money" }));
    expect(printed).to.deep.equal([
      "contracts/events/payments/payment-succeeded.v1.json#/properties/amount/allOf/0/$ref: #/definitions/Money is recursive: only schemas of bounded depth can be compared.",
      "contracts/events/payments/payment-succeeded.v1.json#/definitions/Money/properties/change/$ref: #/definitions/Money is recursive: only schemas of bounded depth can be compared.",
    ]);
  });

  it("an example that violates its schema", async () => {
    await afterwards({
      file: declined,
      change: (text) => text.replace('"reason": "card-declined"', '"reason": 7'),
    });
    expect(printed).to.deep.equal([
      "contracts/events/payments/payment-declined.v1.json#/examples/0/reason: the example does not match its schema: it must be string.",
    ]);
  });

  it("a declaration for an event that does not exist", async () => {
    await afterwards(write("expectations/payments/orders.order-eaten.v1.json", { type: "object" }));
    expect(printed).to.deep.equal([
      "contracts/expectations/payments/orders.order-eaten.v1.json#: payments relies on orders.order-eaten.v1, which does not exist: add contracts/events/orders/order-eaten.v1.json, or remove the expectation.",
    ]);
  });

  it("an OpenAPI document without paths", async () => {
    await afterwards(remove("http/orders.openapi.json", "/paths"));
    expect(printed).to.deep.equal([
      'contracts/http/orders.openapi.json#: is not an OpenAPI document: "openapi" or "paths" is missing.',
    ]);
  });

  it("a topology without queues", async () => {
    await afterwards(remove(topology, "/queues"), remove(topology, "/exchanges/0/type"));
    expect(printed).to.deep.equal([
      "contracts/generated/topology.json#/exchanges/0/type: is missing: it must be a string.",
      "contracts/generated/topology.json#/queues: is missing: it must be an array.",
    ]);
  });

  it("a $ref in an OpenAPI document without a target", async () => {
    await afterwards(remove("http/payments.openapi.json", "/components/schemas/Money"));
    expect(printed[0]).to.match(
      /^contracts\/http\/payments\.openapi\.json#\/.*\/\$ref: #\/components\/schemas\/Money does not exist in this file\.$/,
    );
  });

  it("a version without an envelope", async () => {
    await afterwards(deleteFile("envelope.json"));
    expect(printed).to.deep.equal([
      "contracts/: is not a version of the contracts: envelope.json is missing.",
    ]);
  });

  it("several errors: all of them", async () => {
    await afterwards(
      write(succeeded, "{"),
      add(declined, "/properties/reason/enum", { not: "a word" }),
      write("envelope.json", "[]"),
    );
    expect(printed).to.have.length(3);
  });

  it("no release to compare with", async () => {
    expect(await check(gateOptions)).to.equal(2);
    expect(printed).to.deep.equal([
      "There is no release to compare with: create the first with `npm run contracts -- release 1.0.0`.",
    ]);
  });

  it("an unknown git ref", async () => {
    expect(await check(gateOptions, "v0.0.0-nobody")).to.equal(2);
    expect(printed).to.deep.equal([
      'There is no release, folder or git ref "v0.0.0-nobody": name an existing one (run git fetch --tags for remote tags).',
    ]);
  });

  it("an empty name, as from an unset shell variable", async () => {
    for (const name of ["", " "]) {
      printed.length = 0;
      expect(await check(gateOptions, name)).to.equal(2);
      expect(await canDeploy(gateOptions, "orders", name)).to.equal(2);
      const why = "The version to compare with is empty: name a release, a folder or a git ref.";
      expect(printed).to.deep.equal([why, why]);
    }
  });

  it("a ref that looks like a git option", async () => {
    expect(await check(gateOptions, "--output=x")).to.equal(2);
    expect(printed[0]).to.match(/^There is no release, folder or git ref "--output=x"/);
  });

  it("a folder without contracts", async () => {
    const empty = await mkdtemp(join(tmpdir(), "contracts-"));
    expect(await check(gateOptions, empty)).to.equal(2);
    await rm(empty, { recursive: true });
    expect(printed[0]).to.match(
      /is not a version of the contracts: envelope\.json and generated\/topology\.json and events\/ is missing\.$/,
    );
  });

  it("a release that was changed later", async () => {
    await release(gateOptions, "1.0.0", "2026-01-02");
    await applyEdits(copy, [set(`releases/1.0.0/${declined}`, "/title", "Better")]);
    printed.length = 0;
    expect(await check(gateOptions)).to.equal(2);
    expect(printed).to.deep.equal([
      "contracts/releases/1.0.0/events/payments/payment-declined.v1.json#: was modified after the release: restore it with git checkout contracts/releases/1.0.0/.",
    ]);
  });

  it("a release without its checksums", async () => {
    await release(gateOptions, "1.0.0", "2026-01-02");
    await applyEdits(copy, [deleteFile("releases/1.0.0/release.json")]);
    printed.length = 0;
    expect(await check(gateOptions)).to.equal(2);
    expect(printed).to.deep.equal([
      "contracts/releases/1.0.0/release.json#/files: is missing: restore the checksums of the release with git checkout.",
    ]);
  });

  it("an unknown service", async () => {
    expect(await canDeploy(gateOptions, "paymets", firstRelease)).to.equal(2);
    expect(printed).to.deep.equal([
      'Unknown service "paymets": use one of couriers, notifications, orders, payments and restaurants.',
    ]);
  });

  async function afterwards(...edits: readonly Edit[]) {
    await applyEdits(copy, edits);
    expect(await check(gateOptions, firstRelease)).to.equal(2);
  }
});

describe("A release", () => {
  let copy: Copy;
  let printed: string[];
  let gateOptions: GateOptions;

  beforeEach(async () => {
    copy = await copyContracts();
    printed = [];
    gateOptions = { folder: copy.folder, repository: contractsFolder, print: (line) => printed.push(line) };
    await release(gateOptions, "1.0.0", "2026-01-02");
  });

  afterEach(() => copy.remove());

  it("is the baseline for later versions", async () => {
    await applyEdits(copy, [
      remove(succeeded, "/properties/chargeId"),
      drop(succeeded, "/required", "chargeId"),
    ]);
    expect(await check(gateOptions)).to.equal(1);
    expect(printed.at(-1)).to.equal(
      "contracts: 0 compatible and 1 breaking changes since release 1.0.0; affected: orders, restaurants and notifications",
    );
  });

  it("is refused if it would break a consumer or client", async () => {
    await applyEdits(copy, [
      remove(succeeded, "/properties/chargeId"),
      drop(succeeded, "/required", "chargeId"),
    ]);
    expect(await release(gateOptions, "1.1.0", "2026-01-03")).to.equal(1);
    expect(await check(gateOptions, "1.1.0")).to.equal(2);
  });

  it("may break others with a new major version, and records what it breaks and the migration", async () => {
    await applyEdits(copy, [set(topology, "/queues/0/arguments/x-delivery-limit", 30)]);
    expect(await release(gateOptions, "1.1.0", "2026-01-03")).to.equal(1);
    expect(printed.at(-1)).to.equal(
      "1.1.0 was not released: breaking changes need a new major version, 2.0.0.",
    );
    expect(await release(gateOptions, "2.0.0", "2026-01-03")).to.equal(0);
    const { breaks } = JSON.parse(await readFile(join(copy.folder, "releases/2.0.0/release.json"), "utf8"));
    expect(breaks).to.have.length(1);
    expect(breaks[0].what).to.equal("the queue orders.inbox: x-delivery-limit was 20 and is now 30");
    printed.length = 0;
    expect(await check(gateOptions)).to.equal(0);
    expect(printed).to.deep.equal(["contracts: no changes since release 2.0.0"]);
    expect(await canDeploy(gateOptions, "orders", "1.0.0")).to.equal(1);
  });

  it("is refused if its contracts are invalid, whatever its number", async () => {
    await applyEdits(copy, [
      add("expectations/notifications/orders.order-cancelled.v1.json", "/required", "detail"),
    ]);
    expect(await release(gateOptions, "2.0.0", "2026-01-03")).to.equal(1);
  });

  it("is ordered by number: 1.10.0 after 1.9.0", async () => {
    expect(await release(gateOptions, "1.9.0", "2026-01-03")).to.equal(0);
    expect(await release(gateOptions, "1.10.0", "2026-01-04")).to.equal(0);
    printed.length = 0;
    await check(gateOptions);
    expect(printed).to.deep.equal(["contracts: no changes since release 1.10.0"]);
  });

  it("stays as it is", async () => {
    expect(await release(gateOptions, "1.0.0", "2026-01-03")).to.equal(2);
    expect(printed.at(-1)).to.equal(
      "contracts/releases/1.0.0/ already exists, and releases are immutable: choose a new version.",
    );
  });

  it("must have a higher number than the newest", async () => {
    expect(await release(gateOptions, "2.0.0", "2026-01-02")).to.equal(0);
    for (const number of ["1.9.9", "0.0.1", "02.0.0"]) {
      expect(await release(gateOptions, number, "2026-01-03")).to.equal(2);
      expect(printed.at(-1)).to.equal(
        `${number} is not newer than the latest release, 2.0.0: choose a higher version.`,
      );
    }
  });

  it("must have a number", async () => {
    expect(await release(gateOptions, "../1", "2026-01-03")).to.equal(2);
    expect(printed.at(-1)).to.equal('"../1" is not a release version: use the form 1.2.3.');
  });
});
