import { readFileSync } from "node:fs";
import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import { claimLeaseMs, eventLeaseMs } from "#messaging/policies/leases.ts";
import { defaultPrefetch } from "#messaging/policies/prefetch.ts";
import { companyTopology } from "#messaging/topology.ts";
import { answers } from "#stage/page/build/answers.ts";

const written = answers();

/** An answer as one line: what is said aloud, and the long one. */
function textOf(number: number): string {
  const { aloud = "", long = "" } = written.get(number) ?? {};
  return `${aloud} ${long}`.replaceAll(/\s+/g, " ");
}

const source = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

const queues = companyTopology(contracts).queues.map(({ name }) => name);
const many = (pattern: RegExp): number => queues.filter((name) => pattern.test(name)).length;

describe("The figures in the answers, beside those of the experiments", () => {
  it("are those of our code", () => {
    const [, resolved] = /resolver \S+ valid=(\d+)s/.exec(source("operations/nginx/nginx.conf")) ?? [];
    expect(textOf(45)).to.include(`prefetch\` is ${defaultPrefetch}, which`);
    expect(textOf(11)).to.include(`every ${resolved} seconds`);
    expect(textOf(3)).to.include(
      `two leases: ${eventLeaseMs / 1_000} s for entries that an instance has just committed`,
    );
    expect(textOf(3)).to.include(`and ${claimLeaseMs / 1_000} s for entries that it claimed`);
    expect(textOf(73)).to.include(
      `${many(/\.inbox$/)} inboxes, ${many(/\.retry\./)} retry queues, ${many(/\.parked$/)} parked queues`,
    );
  });

  it("of ten services in a row follow from 98 %", () => {
    const chain = 0.98 ** 10;
    const pairs = (1 - 0.02 ** 2) ** 10;
    expect(textOf(29)).to.include(`0.98¹⁰ = ${(100 * chain).toFixed(1)} %`);
    expect(textOf(29)).to.include(`for ${(24 * (1 - chain)).toFixed(1)} hours a day`);
    expect(textOf(29)).to.include(`instances of each it is ${(100 * pairs).toFixed(1)} %`);
  });

  it("of retries follow from their share of failures", () => {
    const arrives = 1 - 0.0513;
    const attempts = (1 - 0.1 ** 4) / 0.9;
    expect(textOf(13)).to.include(`1 − 0.1⁴ = ${(100 * (1 - 0.1 ** 4)).toFixed(2)} percent`);
    expect(textOf(14)).to.include(`${arrives.toFixed(4)}² = ${(100 * arrives ** 2).toFixed(0)} %`);
    expect(textOf(14)).to.include(
      `grant ${arrives.toFixed(4)} × ${attempts.toFixed(3)} = ${(arrives * attempts).toFixed(3)} loans`,
    );
    expect(textOf(14)).to.include(`of 100 applications B granted ${(100 * arrives).toFixed(1)}`);
    expect(textOf(27)).to.include(`4³ = ${4 ** 3} calls`);
  });

  it("of the backlog follow from 200,000 an hour in and 100,000 an hour out", () => {
    const backlog = 10 * (200_000 - 100_000);
    expect(textOf(17)).to.include(`${Math.round(2_000_000 / 24).toLocaleString("en-US")} an hour on average`);
    expect(textOf(17)).to.include(
      `Ten peak hours build a backlog of ${backlog.toLocaleString("en-US")}; ten more`,
    );
    expect(backlog / 100_000).to.equal(10);
  });
});
