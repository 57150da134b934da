import { readdirSync, readFileSync } from "node:fs";

/** The resources that a process has used since it started. */
export interface Usage {
  /** CPU time, in milliseconds. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Linux counts CPU time in ticks of 10 ms. */
const tickMs = 10;

/** The usage of a process; undefined without /proc or such a process. */
export function usageOf(pid: number): Usage | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const status = read(`/proc/${pid}/status`);
  // The second field, a name in parentheses, may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  if (rss === undefined) return undefined;
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs, rssMb: Number(rss) / 1024 };
}

/** The first process whose command line and environment contain all these words. */
export function findProcess(...words: readonly string[]): number | undefined {
  return everyPid().find((pid) => {
    const line = read(`/proc/${pid}/cmdline`) + read(`/proc/${pid}/environ`);
    return words.every((word) => line.includes(word));
  });
}

/** The CPU time of all processes on this machine, in milliseconds. */
export function machineCpuMs(): number {
  const [, user, nice, system, , , irq, softirq] = read("/proc/stat").split("\n", 1).join("").split(/\s+/);
  return [user, nice, system, irq, softirq].reduce((sum, ticks) => sum + Number(ticks ?? 0), 0) * tickMs;
}

function everyPid(): readonly number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
