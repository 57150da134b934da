import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type Instance, nameOf } from "./network/network.ts";

/** The wall clocks of the instances; each can be set separately. */
export interface Clocks {
  /** The environment to start an instance with. */
  environment(instance: Instance): Readonly<Record<string, string>>;
  /** Sets the offset of its wall clock, in seconds. Monotonic clocks are not affected. */
  set(instance: Instance, seconds: number): void;
}

const places = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);
const library = places.find((place) => existsSync(place));

/** The reason why clocks cannot be set; undefined if they can. */
export const clocksUnavailable = library ? undefined : "libfaketime is missing: apt-get install faketime";

/** @param folder holds one file per instance with its clock offset */
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
