import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname } from "node:path";

// The paths of this repository and of its user's home, but none that every machine has.
const places = [process.cwd(), dirname(process.cwd()), homedir()].filter(
  (place) => ![tmpdir(), "/", "."].includes(place),
);
const before = "(^|[\\s\"'`(=:])";
const ofThisMachine = new RegExp(`${before}(${places.map(literally).join("|")})(?=/|\\s|["'\`)]|$)`, "gm");
const ofSomebody = new RegExp(`${before}/(home|Users)/[a-z]\\w*`, "gm");
const registries = new RegExp(
  `\\b(${["registry\\.(npmjs|yarnpkg)", "files\\.pythonhosted", "proxy\\.golang", "static\\.crates"].join("|")})\\.\\w+`,
  "g",
);

/** Paths of the machine on which a file was written, and hosts of package registries, that the file contains. */
export function tracesIn(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  const found = [ofThisMachine, ofSomebody, registries].flatMap((pattern) => text.match(pattern) ?? []);
  return found.map((what) => `${path}: ${what.trim()}`);
}

function literally(place: string): string {
  return place.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
