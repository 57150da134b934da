import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type Instance, nameOf } from "./network.ts";

/** The clocks of the instances, each of which can be set by itself. */
export interface Clocks {
  /** What an instance must be started with. */
  environment(instance: Instance): Readonly<Record<string, string>>;
  /** How far its clock is from the true time, in seconds. What measures durations goes on undisturbed, as on a machine that is set. */
  set(instance: Instance, seconds: number): void;
}

const places = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);
const library = places.find((place) => existsSync(place));

/** Where libfaketime is missing, what to do about it. */
export const whyNoClocks = library ? undefined : "there is no libfaketime here: apt-get install faketime";

/** @param folder where each instance finds its time */
export function createClocks(folder: string): Clocks {
  mkdirSync(folder, { recursive: true });
  const fileOf = (instance: Instance) => `${folder}/${nameOf(instance)}`;
  const set = (instance: Instance, seconds: number) =>
    writeFileSync(fileOf(instance), seconds < 0 ? String(seconds) : `+${seconds}`);
  return {
    set,
    environment(instance) {
      if (!library) return {};
      set(instance, 0);
      return {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: fileOf(instance),
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        FAKETIME_CACHE_DURATION: "1",
        NO_FAKE_STAT: "1",
      };
    },
  };
}
